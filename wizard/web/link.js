/**
 * A link that carries the answers: made only when the person asks, read when somebody opens it.
 *
 * Place in the flow: `element` makes it at an outcome; `early.js` takes its fragment out of the
 * address before the page is painted, and `element` reads what was there. A fragment is never sent
 * to a server. It names the rules that answered, so that another revision notices.
 *
 *     #policy-answers=1&wizard=photo&revision=2017-02-08&data=0df26605d0db14ab3c0a&.image=others
 */

import { taken } from "./answers.js";

/** @import { Answers } from "./journey.js" */
/** @import { Words } from "./words.js" */

/**
 * @typedef {object} Link
 * @property {string} data which rules answered: the beginning of their digest
 * @property {string} revision
 * @property {[string, string[]][]} given fact → its values
 */

/** @typedef {"long" | "newer" | "elsewhere" | "damaged"} Refusal */

const FORM = "1";
/** Characters: several times what all questions of a long wizard need. */
const LONGEST = 8000;
const DATA = /^[0-9a-f]{8,64}$/;
const REVISION = /^\d{4}-\d{2}-\d{2}[\w.-]{0,20}$/;

/**
 * @param {URL} page of the wizard
 * @param {string} wizard
 * @param {Words["revision"]} revision
 * @param {Answers} answers
 */
export function linkTo(page, wizard, { id: revision, rules: data }, answers) {
  const fields = new URLSearchParams({ "policy-answers": FORM, wizard, revision, data });
  for (const [fact, answer] of Object.entries(answers)) {
    for (const value of [answer].flat()) fields.append(`.${fact}`, value);
  }
  const link = new URL(page);
  link.hash = fields.toString();
  return link.href;
}

/**
 * What a fragment says, without its sign, or why it is refused.
 * @param {string} fragment
 * @param {string} wizard that is asked
 * @returns {Link | Refusal}
 */
export function readLink(fragment, wizard) {
  if (fragment.length > LONGEST) return "long";
  const fields = new URLSearchParams(fragment);
  const [form, asked] = [fields.get("policy-answers"), fields.get("wizard")];
  if (form && form !== FORM) return "newer";
  if (asked && asked !== wizard) return "elsewhere";
  const [data, revision] = [fields.get("data") ?? "", fields.get("revision") ?? ""];
  const facts = [...new Set(fields.keys())].filter((key) => key.startsWith("."));
  if (!form || !asked || !DATA.test(data) || !REVISION.test(revision) || !facts.length) return "damaged";
  return { data, revision, given: facts.map((key) => [key.slice(1), fields.getAll(key)]) };
}

/**
 * The answers of a link, as far as a wizard takes them.
 * @param {Link} link
 * @param {string} wizard
 * @param {Words} words
 * @returns {Answers}
 */
export function answersOf({ given }, wizard, { facts, wizards }) {
  /** @type {Answers} */
  const answers = {};
  for (const [fact, values] of given) {
    if (!Object.hasOwn(facts, fact)) continue;
    const several = facts[fact].type === "several" && values[0] !== "?";
    if (several) answers[fact] = values;
    else if (values.length === 1) answers[fact] = values[0];
  }
  return taken(wizards[wizard], answers);
}
