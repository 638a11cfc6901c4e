/**
 * Why the answer is what it is, and what would make another one certain: answers as short pairs.
 *
 * Place in the flow: parts of the page of `outcome`. The core found the answers; those that it
 * leaves out change nothing.
 */

import { answerText } from "./answers.js";
import { h, prose, woven } from "./dom.js";
import { chip } from "./icons.js";
import { numberText } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Answers } from "./journey.js" */
/** @import { Scene } from "./question.js" */
/** @import { Consultation, Possible } from "./runtime.js" */

/**
 * The answers that suffice for the outcome.
 * @param {Scene} scene
 * @param {Consultation} found
 * @returns {Child[]}
 */
export function because(scene, { because: answers }) {
  const { say } = scene;
  if (!Object.keys(answers).length) return [h("p", {}, say("reasons.always"))];
  const reasons = Object.entries(answers).map(([fact, answer]) => pair(scene, fact, answer));
  return [
    h("p", {}, say("reasons.because")),
    h("ul", { class: "pw-plain pw-because" }, reasons.map((reason) => h("li", {}, reason))),
    h("p", {}, say("reasons.enough")),
  ];
}

/**
 * The outcomes still open, each with the answers that would make it certain.
 * @param {Scene} scene
 * @param {Consultation} found
 * @returns {Child[]}
 */
export function couldBe(scene, { possible }) {
  return [
    h("p", {}, scene.say("reasons.for_example")),
    h("ul", { class: "pw-could" }, possible.map((one) => certainIf(scene, one))),
  ];
}

/** @param {Scene} scene @param {Possible} possible */
function certainIf(scene, { outcome, answers }) {
  const modality = scene.words.modalities[outcome];
  const inLine = Object.entries(answers).map(([fact, answer], i) => [
    i ? "; " : null,
    pair(scene, fact, answer),
  ]);
  return h(
    "li",
    { class: `pw-tone--${modality.tone}` },
    chip(modality.headline, modality),
    h("p", {}, woven(scene.say("reasons.if"), { answers: inLine })),
  );
}

/** @param {Scene} scene @param {string} fact @param {Answers[string]} answer @returns {Child} */
function pair(scene, fact, answer) {
  const { say, words } = scene;
  const { type, label } = words.facts[fact];
  const written = type === "number" ? numberText(words, String(answer)) : answer;
  const text = answerText(scene, fact, written, say("answer.both"));
  return woven(say("answer.pair"), { label: prose(label), answer: h("b", {}, text) });
}
