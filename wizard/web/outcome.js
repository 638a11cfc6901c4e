/**
 * The last page: the answer, why, what to do and whom to ask, and everything beside it.
 *
 * Place in the flow: `element` shows it when nothing is left to ask. What stands here comes from
 * the consultation and the policy's words; the order is the design's.
 */

import { about } from "./about.js";
import { answersList } from "./answers.js";
import { ways } from "./changes.js";
import { cited, quote } from "./clauses.js";
import { h, more, prose, unseen } from "./dom.js";
import { chip, icon } from "./icons.js";
import { assumption, backLink, eraseButton } from "./question.js";
import { because, couldBe } from "./reasons.js";
import { plain } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Answers } from "./journey.js" */
/** @import { Scene } from "./question.js" */
/** @import { Consultation } from "./runtime.js" */
/** @import { ModalityWords, PassageWords, Said } from "./words.js" */

/**
 * @param {Scene} scene
 * @param {Consultation} found
 * @param {Answers} answers with those that do not count
 */
export function outcomeView(scene, found, answers) {
  const parts = {
    determined,
    undetermined,
    informative,
  }[found.status](scene, found);
  return h(
    "div",
    { class: "pw-result", "data-outcome": found.outcome ?? found.status },
    h("p", { class: "pw-top" }, backLink(scene.say), h("span", {}, prose(scene.wizard.title))),
    parts,
    part(scene, "answers.title", [
      h("div", { class: "pw-answers" }, answersList(scene, answers, found.ignored)),
      h("p", { class: "pw-actions" }, eraseButton(scene.say)),
    ]),
    part(scene, "about.title", [about(scene, found), assumption(scene)]),
    tools(scene),
    linkBox(scene),
  );
}

/** Where a link with the answers appears once it is asked for. @param {Scene} scene */
function linkBox({ say, id }) {
  const field = `pw-${id}-link`;
  return h(
    "div",
    { class: "pw-note pw-link-box", hidden: true },
    h("p", {}, h("label", { for: field }, say("tools.link_label"))),
    h("input", { id: field, class: "pw-link-field", type: "text", readonly: true, autocomplete: "off" }),
    h("p", { class: "pw-meta" }, say("tools.link_warning")),
  );
}

/** @param {Scene} scene @param {Consultation} found @returns {Child} */
function determined(scene, found) {
  const { words } = scene;
  const outcome = found.outcome ?? "";
  const modality = words.modalities[outcome];
  const deciding = found.rules.filter((rule) => words.rules[rule].modality === outcome);
  const others = found.rules.filter((rule) => !deciding.includes(rule));
  return [
    banner(scene, modality.tone, modality.word, modality.headline),
    part(scene, "outcome.why", [because(scene, found), passages(scene, deciding, found.clauses)]),
    part(scene, "outcome.do", action(scene, modality, deciding)),
    part(scene, "changes.title", ways(scene, found)),
    part(scene, "outcome.others", rules(scene, others.filter((id) => !isOpen(scene, id)))),
    part(scene, "outcome.open", openPoints(scene, found.rules, others)),
    afterwards(scene, found),
  ];
}

/** @param {Scene} scene @param {Consultation} found @returns {Child} */
function undetermined(scene, found) {
  const { say, words } = scene;
  const wait = found.could_be.some((id) => words.modalities[id].hold_off);
  const missing = found.missing.length ? found.missing : unanswered(found);
  return [
    banner(scene, "pending", say("undetermined.word"), say("undetermined.headline"), [
      wait && h("p", { class: "pw-outcome__gist" }, say("undetermined.hold_off")),
    ]),
    part(scene, "undetermined.missing", [
      h("ol", { class: "pw-paths" }, missing.map((id) => missingLine(scene, id))),
    ]),
    part(scene, "undetermined.could_be", couldBe(scene, found)),
    part(scene, "changes.title", ways(scene, found)),
    part(scene, "undetermined.rules", rules(scene, found.rules)),
    part(scene, "outcome.open", openPoints(scene, found.rules, [])),
    afterwards(scene, found),
  ];
}

/** @param {Scene} scene @param {Consultation} found @returns {Child} */
function informative(scene, found) {
  const { say, words } = scene;
  const passages = found.texts.map(({ text }) => words.texts[text]);
  return [
    h(
      "div",
      { class: "pw-outcome pw-tone--outside pw-outcome--plain" },
      h(
        "div",
        {},
        h("p", { class: "pw-outcome__word" }, say("informative.word")),
        heading(scene, prose(scene.wizard.title)),
      ),
    ),
    part(scene, "informative.texts", passages.map((passage) => quoted(scene, passage))),
    part(scene, "outcome.notes", notes(scene, found)),
  ];
}

/** @param {Scene} scene @param {Consultation} found @returns {Child} */
function afterwards(scene, found) {
  return [
    part(scene, "outcome.notes", notes(scene, found)),
    part(scene, "outcome.after", texts(scene, found)),
  ];
}

/**
 * A part of the page; nothing where it has nothing to say.
 * @param {Scene} scene
 * @param {string} title
 * @param {Child[]} children
 */
function part(scene, title, children) {
  if (!children.some(Boolean)) return null;
  const id = `pw-${scene.id}-${title.replace(".", "-")}`;
  return h(
    "section",
    { class: "pw-part", "aria-labelledby": id },
    h(scene.subheading, { id }, scene.say(title)),
    h("div", {}, children),
  );
}

/** @param {Scene} scene @param {Child} text */
function heading(scene, text) {
  return h(scene.heading, { class: "pw-outcome__headline", tabindex: -1 }, text);
}

/** @param {Scene} scene @param {string} tone @param {Said} word @param {Said} headline @param {Child} [gist] */
function banner(scene, tone, word, headline, gist) {
  return h(
    "div",
    { class: `pw-outcome pw-tone--${tone}` },
    icon(tone),
    h(
      "div",
      {},
      h("p", { class: "pw-outcome__word" }, prose(word)),
      heading(scene, prose(headline)),
      gist,
    ),
  );
}

/**
 * One line for each rule that decides, its clauses quoted; then the clauses that no line brought.
 * @param {Scene} scene
 * @param {string[]} deciding
 * @param {string[]} clauses
 * @returns {Child[]}
 */
function passages(scene, deciding, clauses) {
  /** @type {Set<string>} */
  const quoted = new Set();
  const once = (/** @type {string[]} */ ids) => {
    const fresh = ids.filter((id) => !quoted.has(id));
    for (const id of fresh) quoted.add(id);
    return fresh.map((id) => quote(scene, id));
  };
  const lines = deciding.map((id) => {
    const rule = scene.words.rules[id];
    return [h("p", {}, prose(rule.text)), once(rule.clauses)];
  });
  const several = !deciding.length && h("p", {}, scene.say("outcome.several_ways"));
  return [several, ...lines, ...once(clauses)];
}

/** @param {Scene} scene @param {ModalityWords} modality @param {string[]} deciding @returns {Child[]} */
function action(scene, modality, deciding) {
  const { say, words } = scene;
  const named = deciding.map((rule) => words.rules[rule].ask).filter((id) => id !== null);
  const offices = [...new Set(named)].map((id) => words.offices[id]);
  const unsettled = modality.tone === "open" ? offices.map((office) => office.unsettled) : [];
  const said = unsettled.filter(Boolean);
  return [
    ...(said.length
      ? said.map((text) => h("p", {}, prose(text)))
      : [h("p", {}, say(`advice.${modality.tone}`))]),
    ...offices.map((office) =>
      h(
        "div",
        { class: "pw-ask" },
        h("p", {}, h("strong", {}, say("outcome.ask"))),
        h("p", { class: "pw-ask__office" }, cited(scene, office.name, office.clauses)),
        h("p", { class: "pw-meta" }, office.contact ? prose(office.contact) : say("outcome.no_contact")),
      ),
    ),
  ];
}

/** @param {Scene} scene @param {string} rule whether it leads to a modality that settles nothing */
function isOpen({ words }, rule) {
  return words.modalities[words.rules[rule].modality].tone === "open";
}

/** @param {Scene} scene @param {string[]} ids @returns {Child[]} */
function rules(scene, ids) {
  if (!ids.length) return [];
  return [h("ul", { class: "pw-rules" }, ids.map((id) => ruleLine(scene, id)))];
}

/** A rule with its modality and its sections. @param {Scene} scene @param {string} id */
export function ruleLine(scene, id) {
  const { text, modality, clauses } = scene.words.rules[id];
  const named = scene.words.modalities[modality];
  return h(
    "li",
    {},
    chip(named.word, named),
    h("p", {}, cited(scene, text, clauses)),
  );
}

/**
 * What the policy leaves open: rules that say so beside the deciding ones, and what the text of
 * any rule that applies leaves to be read.
 * @param {Scene} scene
 * @param {string[]} fired
 * @param {string[]} others
 * @returns {Child[]}
 */
function openPoints(scene, fired, others) {
  const ambiguities = fired.map((id) => scene.words.rules[id].ambiguity).filter(Boolean);
  return [
    ...rules(scene, others.filter((id) => isOpen(scene, id))),
    ambiguities.length > 0 &&
      h("ul", { class: "pw-plain" }, ambiguities.map((text) => h("li", {}, prose(text)))),
  ];
}

/** @param {Scene} scene @param {Consultation} found @returns {Child[]} */
function notes(scene, found) {
  if (!found.notes.length) return [];
  const items = found.notes.map((id) => {
    const { text, clauses } = scene.words.notes[id];
    return h("li", {}, cited(scene, text, clauses));
  });
  return [h("ul", { class: "pw-plain" }, items)];
}

/** @param {Scene} scene @param {Consultation} found @returns {Child[]} */
function texts(scene, found) {
  return found.texts.map(({ text, folded }) => {
    const { text: said, clauses } = scene.words.texts[text];
    const line = h("p", {}, cited(scene, said, clauses));
    return folded ? more(scene.say("outcome.folded"), line) : line;
  });
}

/** @param {Scene} scene @param {PassageWords} passage */
function quoted(scene, { text, clauses }) {
  return h("div", { class: "pw-passage" }, h("p", {}, prose(text)), clauses.map((id) => quote(scene, id)));
}

/** @param {Consultation} found @returns {string[]} questions answered with "I don't know" */
function unanswered(found) {
  const unknown = Object.keys(found.answers).filter((fact) => found.answers[fact] === "?");
  return unknown.filter((fact) => !found.ignored.includes(fact));
}

/** @param {Scene} scene @param {string} id */
function missingLine({ say, words }, id) {
  const { question } = words.facts[id];
  return h(
    "li",
    {},
    h("span", {}, prose(question)),
    h(
      "a",
      { href: "#", "data-act": "change", "data-fact": id },
      say("undetermined.answer"),
      unseen(say("answers.change_what", { question: plain(question) })),
    ),
  );
}

/** @param {Scene} scene */
function tools({ say }) {
  const button = { type: "button", class: "pw-button pw-button--quiet" };
  return h(
    "p",
    { class: "pw-actions pw-tools" },
    h("button", { ...button, "data-act": "print" }, say("tools.print")),
    h("button", { ...button, "data-act": "copy" }, say("tools.copy")),
    h("button", { ...button, "data-act": "link" }, say("tools.link")),
    h("button", { ...button, "data-act": "erase" }, say("tools.restart")),
  );
}
