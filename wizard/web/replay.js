/**
 * A link that was made with other data, under another revision mostly: what its answers gave there,
 * what they give here, and which rules make the difference.
 *
 * Place in the flow: `element` asks the link's own data, where the site still has it, and shows
 * this above its own pages. Nothing is taken from the link but the answers.
 */

import { answerText } from "./answers.js";
import { written } from "./dates.js";
import { h, prose, woven } from "./dom.js";
import { chip } from "./icons.js";
import { answersOf } from "./link.js";
import { ruleLine } from "./outcome.js";
import { runtimeOf } from "./runtime.js";
import { versionsOf } from "./versions.js";
import { loadWords, plain } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Answers } from "./journey.js" */
/** @import { Link } from "./link.js" */
/** @import { Scene } from "./question.js" */
/** @import { Consultation, Reply } from "./runtime.js" */

/**
 * @typedef {object} Replay
 * @property {Link} link
 * @property {Answers} kept the answers of the link that count here too
 * @property {{scene: Scene, found: Consultation} | null} then null: its data is not there
 */

/**
 * What the rules of the link answer, where the site has the link's revision with these very rules.
 * @param {Link} link
 * @param {Scene} scene
 * @returns {Promise<Replay["then"]>}
 */
export async function askThen(link, scene) {
  try {
    const there = await folderOfLink(link, scene);
    if (!there) return null;
    const words = await loadWords(new URL(`${scene.words.language}.json`, there));
    const wizard = words.wizards[scene.id];
    const reply = await once(there, scene.id, answersOf(link, scene.id, words));
    const found = reply?.consultation;
    return found ? { scene: { ...scene, words, wizard }, found } : null;
  } catch {
    return null;
  }
}

/** @param {Link} link @param {Scene} scene @returns {Promise<URL | null>} the folder of its data */
async function folderOfLink({ revision, data }, scene) {
  const versions = await versionsOf(scene);
  const found = versions.find(({ version, properties }) => version === revision && properties.rules === data);
  return found?.properties.data ? new URL(found.properties.data, scene.root) : null;
}

/** @param {URL} folder @param {string} wizard @param {Answers} answers @returns {Promise<Reply | null>} */
function once(folder, wizard, answers) {
  const runtime = runtimeOf(folder);
  return new Promise((resolve) => {
    runtime.addEventListener("trouble", () => resolve(null));
    runtime.start();
    runtime.consult(wizard, answers).then(resolve);
  });
}

/**
 * @param {Scene} scene
 * @param {Replay} replay
 * @param {Consultation} found what the same answers give here
 */
export function replayView(scene, replay, found) {
  const { say, id } = scene;
  const ended = found.ask_together.length === 0;
  const title = `pw-${id}-linked`;
  return h(
    "section",
    { class: "pw-linked pw-note", "aria-labelledby": title },
    h(scene.subheading, { id: title }, say("linked.title")),
    h("p", {}, made(scene, replay.link.revision)),
    replay.then
      ? comparison(scene, replay.then, ended ? found : null)
      : h("p", {}, say("linked.gone")),
    lost(scene, replay),
  );
}

/** @param {Scene} scene @param {string} revision */
function made({ say, words }, revision) {
  const values = { then: written(revision.slice(0, 10), words.date), now: written(words.revision.decided, words.date) };
  return say(revision === words.revision.id ? "linked.edited" : "linked.made", values);
}

/**
 * @param {Scene} scene
 * @param {{scene: Scene, found: Consultation}} then
 * @param {Consultation | null} now null: something is still to be asked
 * @returns {Child}
 */
function comparison(scene, then, now) {
  const { say } = scene;
  const line = (/** @type {string} */ label, /** @type {Child} */ value) =>
    h("div", {}, h("dt", {}, say(label)), h("dd", {}, value));
  return [
    h(
      "dl",
      { class: "pw-then" },
      line("linked.then", outcome(then.scene, then.found)),
      now && line("linked.now", outcome(scene, now)),
    ),
    now && differences(scene, then, now),
  ];
}

/** @param {Scene} scene @param {Consultation} found @returns {Child} */
function outcome({ say, words }, { status, outcome: id }) {
  if (status === "informative") return say("informative.word");
  if (!id) return say("undetermined.word");
  return chip(words.modalities[id].word, words.modalities[id]);
}

/**
 * The rules that apply on one side only, or say something else there.
 * @param {Scene} scene
 * @param {{scene: Scene, found: Consultation}} then
 * @param {Consultation} now
 * @returns {Child}
 */
function differences(scene, then, now) {
  const { say } = scene;
  const key = (/** @type {Scene} */ { words }, /** @type {string} */ rule) =>
    JSON.stringify([rule, words.rules[rule].modality, plain(words.rules[rule].text)]);
  const before = new Set(then.found.rules.map((rule) => key(then.scene, rule)));
  const after = new Set(now.rules.map((rule) => key(scene, rule)));
  const gone = then.found.rules.filter((rule) => !after.has(key(then.scene, rule)));
  const come = now.rules.filter((rule) => !before.has(key(scene, rule)));
  const same = then.found.outcome === now.outcome && then.found.status === now.status;
  return [
    same && h("p", {}, say("linked.same")),
    listed(then.scene, "linked.no_longer", gone),
    listed(scene, "linked.since", come),
  ];
}

/** @param {Scene} scene @param {string} title @param {string[]} rules @returns {Child} */
function listed(scene, title, rules) {
  if (!rules.length) return null;
  const lines = rules.map((rule) => ruleLine(scene, rule));
  return [h("p", {}, scene.say(title)), h("ul", { class: "pw-rules" }, lines)];
}

/**
 * Answers that this data does not take, in the words of the other where it is there.
 * @param {Scene} here
 * @param {Replay} replay
 * @returns {Child}
 */
function lost({ say }, { link, then, kept }) {
  const facts = link.given.map(([fact]) => fact).filter((fact) => !Object.hasOwn(kept, fact));
  if (!facts.length) return null;
  if (!then) return h("p", {}, say("linked.some_lost"));
  const { scene, found } = then;
  const lines = facts.filter((fact) => Object.hasOwn(found.answers, fact)).map((fact) => {
    const label = prose(scene.words.facts[fact].label);
    const answer = answerText(scene, fact, found.answers[fact], scene.say("answer.both"));
    return h("li", {}, woven(scene.say("answer.pair"), { label, answer }));
  });
  return [h("p", {}, say("linked.lost")), h("ul", { class: "pw-plain" }, lines)];
}
