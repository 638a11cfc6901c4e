/**
 * How far a consultation is: the questions that may still come, and what no answer can change.
 *
 * Place in the flow: `element` shows it on a page of questions once the core has spoken. Both are
 * the core's: no answer adds to the questions left, and a rule that is certain stays so.
 */

import { shortLinks } from "./clauses.js";
import { h } from "./dom.js";
import { chip } from "./icons.js";

/** @import { Child } from "./dom.js" */
/** @import { Scene } from "./question.js" */
/** @import { Consultation } from "./runtime.js" */

/**
 * How many questions may follow the present page.
 * @param {Scene} scene
 * @param {string[]} facts of the page
 * @param {Consultation} asking what is known without their answers
 */
export function remaining({ say }, facts, { left }) {
  const count = left.filter((fact) => !facts.includes(fact)).length;
  if (count > 1) return say("sure.left", { count });
  return say(count ? "sure.one_left" : "sure.none_left");
}

/**
 * What is certain already; nothing for a wizard of texts.
 * @param {Scene} scene
 * @param {Consultation} asking
 */
export function certain(scene, asking) {
  if (asking.status === "informative") return null;
  return h(
    "div",
    { class: "pw-sure" },
    h("p", {}, h("strong", {}, scene.say("sure.certain"))),
    asking.outcome ? outcome(scene, asking.outcome) : rules(scene, asking.rules),
  );
}

/** @param {Scene} scene @param {string} id @returns {Child} */
function outcome({ say, words }, id) {
  const modality = words.modalities[id];
  return [
    h("ul", { class: "pw-chips" }, h("li", {}, chip(modality.word, modality))),
    h("p", {}, say("sure.outcome")),
  ];
}

/** The modalities of the rules that apply, each once, with their sections. @param {Scene} scene @param {string[]} ids */
function rules(scene, ids) {
  const { say, words } = scene;
  const modalities = Object.keys(words.modalities).filter((modality) =>
    ids.some((id) => words.rules[id].modality === modality),
  );
  if (!modalities.length) return h("p", {}, say("sure.nothing"));
  const lines = modalities.map((modality) => {
    const found = ids.filter((id) => words.rules[id].modality === modality);
    const clauses = found.flatMap((id) => words.rules[id].clauses);
    const named = words.modalities[modality];
    return h("li", {}, chip(named.word, named), shortLinks(scene, clauses));
  });
  return h("ul", { class: "pw-chips" }, lines);
}
