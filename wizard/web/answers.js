/**
 * The answers given: their list with Change, and which of them a wizard can take.
 *
 * Place in the flow: beside a question and at the end of an outcome.
 */

import { written } from "./dates.js";
import { h, prose, unseen } from "./dom.js";
import { plain } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Answers } from "./journey.js" */
/** @import { Scene } from "./question.js" */
/** @import { FactWords, WizardWords, Words } from "./words.js" */

/**
 * The answers in the wizard's order; those that do not count any more are struck and say so.
 * @param {Scene} scene
 * @param {Answers} answers
 * @param {string[]} ignored
 * @param {string[]} [asked] facts on the page itself, left out
 */
export function answersList(scene, answers, ignored, asked = []) {
  const facts = scene.wizard.questions
    .map((question) => question.fact)
    .filter((fact) => fact in answers && !asked.includes(fact));
  return h(
    "dl",
    {},
    facts.map((fact) => answerRow(scene, fact, answers[fact], ignored.includes(fact))),
  );
}

/** @param {Scene} scene @param {string} id @param {Answers[string]} answer @param {boolean} moot */
function answerRow(scene, id, answer, moot) {
  const { say, words } = scene;
  const { question } = words.facts[id];
  const shown = answerText(scene, id, answer);
  return h(
    "div",
    { class: moot ? "pw-answer pw-answer--moot" : "pw-answer" },
    h("dt", {}, prose(question)),
    h(
      "dd",
      {},
      moot ? h("s", {}, shown) : shown,
      moot && h("span", { class: "pw-answer__moot" }, say("answers.ignored")),
    ),
    h(
      "dd",
      { class: "pw-answer__change" },
      h(
        "a",
        { href: "#", "data-act": "change", "data-fact": id },
        say("answers.change"),
        unseen(say("answers.change_what", { question: plain(question) })),
      ),
    ),
  );
}

/**
 * An answer in words.
 * @param {Scene} scene
 * @param {string} id
 * @param {Answers[string]} answer
 * @param {string} [between] several options
 * @returns {Child}
 */
export function answerText({ say, words }, id, answer, between = "; ") {
  const fact = words.facts[id];
  return [answer].flat().map((value, i) => [
    i ? between : null,
    value === "?" ? say("answer.unknown") : known(words, fact, value),
  ]);
}

/** @param {Words} words @param {FactWords} fact @param {string} value @returns {Child} */
function known(words, { type, options, unit }, value) {
  if (type === "date") return written(value, words.date);
  return [prose(new Map(options).get(value) ?? value), unit && [" ", prose(unit)]];
}

/**
 * Those of the answers that a wizard asks for and offers, in its order.
 * @param {WizardWords} wizard
 * @param {Answers} answers
 * @returns {Answers}
 */
export function taken(wizard, answers) {
  /** @type {Answers} */
  const kept = {};
  for (const { fact, options } of wizard.questions) {
    if (!Object.hasOwn(answers, fact)) continue;
    const values = [answers[fact]].flat();
    if (!options.length || values.every((v) => v === "?" || options.includes(v))) {
      kept[fact] = answers[fact];
    }
  }
  return kept;
}
