/**
 * Why a question is asked: the results still possible, and the passages that wait for its answer.
 *
 * Place in the flow: `element` adds it below a page of questions once the core has spoken.
 */

import { shortLinks } from "./clauses.js";
import { h, more } from "./dom.js";
import { chip } from "./icons.js";

/** @import { Scene } from "./question.js" */
/** @import { Consultation } from "./runtime.js" */

/**
 * @param {Scene} scene
 * @param {string[]} facts of the page
 * @param {Consultation} asking what is known without their answers
 */
export function whyAsked(scene, facts, asking) {
  return more(
    scene.say(facts.length > 1 ? "question.whys" : "question.why"),
    outcomes(scene, asking),
    h("p", {}, waiting(scene, facts, asking)),
  );
}

/** @param {Scene} scene @param {Consultation} asking */
function outcomes({ say, words }, { could_be, outcome }) {
  if (!could_be.length) return null;
  const chips = could_be.map((id) => {
    const modality = words.modalities[id];
    return h("li", {}, chip(modality.word, modality));
  });
  return [
    h("p", {}, say(outcome ? "asked.certain" : "asked.open")),
    h("ul", { class: "pw-chips" }, chips),
  ];
}

/**
 * The sections, in the text's order, whose rules an answer can turn; without rules, what else it
 * turns.
 * @param {Scene} scene
 * @param {string[]} facts
 * @param {Consultation} asking
 */
function waiting(scene, facts, { waiting, status }) {
  const { say, words } = scene;
  const found = facts.flatMap((fact) => waiting[fact] ?? []);
  const turned = found.flatMap(({ rules }) => rules).flatMap((rule) => words.rules[rule].clauses);
  const clauses = Object.keys(words.clauses).filter((id) => turned.includes(id));
  if (clauses.length) return [say("asked.rules"), shortLinks(scene, clauses)];
  if (!found.length) return say("asked.nothing");
  return say(status === "informative" ? "asked.texts" : "asked.reminders");
}
