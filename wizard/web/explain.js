/**
 * What stands beside a question once the core has spoken: why it is asked, what is certain already,
 * and how many questions may follow.
 *
 * Place in the flow: `element` calls it when a page of questions is shown. Where the page's
 * questions have answers, the core is asked what is known without them.
 */

import { certain, remaining } from "./sure.js";
import { whyAsked } from "./why.js";

/** @import { Answers } from "./journey.js" */
/** @import { Scene } from "./question.js" */
/** @import { Consultation } from "./runtime.js" */

/** @typedef {(answers: Answers) => Promise<Consultation | undefined>} Ask */

/**
 * @param {HTMLElement} element
 * @param {Scene} scene
 * @param {string[]} facts of the page
 * @param {Consultation} found what is known from all answers
 * @param {Answers} answers
 * @param {Ask} ask
 */
export async function explain(element, scene, facts, found, answers, ask) {
  const [box, left] = [element.querySelector(".pw-helps"), element.querySelector(".pw-left")];
  // The page is painted first.
  await new Promise((shown) => setTimeout(shown));
  const isNext = (/** @type {Consultation | undefined} */ asking) =>
    facts.every((fact) => asking && fact in asking.waiting);
  const before = isNext(found) ? found : await ask(without(facts, answers));
  // With all others answered or unknown, these are the next ones.
  const unknown = Object.fromEntries(scene.wizard.questions.map(({ fact }) => [fact, "?"]));
  const asking = isNext(before) ? before : await ask(without(facts, { ...unknown, ...answers }));
  if (asking) box?.append(whyAsked(scene, facts, asking));
  if (!left || !before) return;
  left.append(remaining(scene, facts, before));
  box?.after(certain(scene, before) ?? "");
}

/** @param {string[]} facts @param {Answers} answers @returns {Answers} those to other questions */
function without(facts, answers) {
  return Object.fromEntries(Object.entries(answers).filter(([fact]) => !facts.includes(fact)));
}
