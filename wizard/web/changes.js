/**
 * What would change the answer: what a person can do about it, and what the answer would be then.
 *
 * Place in the flow: a part of the page of `outcome`. The core found the changes, the smallest
 * first; what to do is said in the policy's own words.
 */

import { h, prose } from "./dom.js";
import { chip } from "./icons.js";

/** @import { Child } from "./dom.js" */
/** @import { Answers } from "./journey.js" */
/** @import { Scene } from "./question.js" */
/** @import { Change, Consultation } from "./runtime.js" */

/**
 * Each change is one way; several are alternatives.
 * @param {Scene} scene
 * @param {Consultation} found
 * @returns {Child[]}
 */
export function ways(scene, { changes, answers }) {
  if (!changes.length) return [];
  const { say } = scene;
  const found = changes.map((change) => way(scene, change, answers));
  const several = [
    h("p", {}, say("changes.ways")),
    h("ol", { class: "pw-paths" }, found.map((one) => h("li", {}, one))),
  ];
  return [found.length > 1 ? several : found, h("p", { class: "pw-meta" }, say("changes.really"))];
}

/** @param {Scene} scene @param {Change} change @param {Answers} given */
function way(scene, { answers, outcome, could_be }, given) {
  const { say } = scene;
  const deeds = Object.keys(answers).map((fact) => deed(scene, fact, given[fact] ?? "?"));
  const then = say(outcome ? "changes.then" : "changes.then_one_of");
  return h(
    "div",
    { class: "pw-way" },
    deeds.length > 1 ? together(scene, deeds) : h("p", {}, deeds),
    h("p", { class: "pw-way__then" }, then, " ", either(scene, outcome ? [outcome] : could_be)),
  );
}

/**
 * What to do; where it is not known whether there is a need, that is said.
 * @param {Scene} scene
 * @param {string} fact
 * @param {Answers[string]} given
 * @returns {Child}
 */
function deed({ say, words }, fact, given) {
  const unsure = given === "?";
  return [
    prose(words.facts[fact].change),
    unsure && [" ", h("span", { class: "pw-nowrap" }, say("changes.if_needed"))],
  ];
}

/** @param {Scene} scene @param {Child[]} deeds @returns {Child} */
function together({ say }, deeds) {
  return [
    h("p", {}, say("changes.all")),
    h("ul", { class: "pw-plain" }, deeds.map((deed) => h("li", {}, deed))),
  ];
}

/**
 * One modality, or each of them with "or" between.
 * @param {Scene} scene
 * @param {string[]} modalities
 * @returns {Child}
 */
function either({ say, words }, modalities) {
  return modalities.map((id, i) => {
    const modality = words.modalities[id];
    return [i ? ` ${say("changes.or")} ` : null, chip(modality.word, modality)];
  });
}
