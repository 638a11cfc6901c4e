/**
 * About an answer: the revision and its state on the day, when it was given, what it is not, and
 * the receipt with which it can be given again.
 *
 * Place in the flow: near the end of every outcome.
 */

import { dayOf, written } from "./dates.js";
import { h, more, prose } from "./dom.js";
import { fill } from "./words.js";

/** @import { Answers } from "./journey.js" */
/** @import { Scene } from "./question.js" */
/** @import { Consultation } from "./runtime.js" */
/** @import { Said } from "./words.js" */

/** @param {Scene} scene @param {Consultation} found */
export function about({ say, words, replaced }, found) {
  const now = new Date();
  const date = written(dayOf(now), words.date);
  const time = now.toLocaleTimeString(words.tag, { hour: "numeric", minute: "2-digit" });
  return h(
    "div",
    { class: "pw-meta" },
    h("p", {}, revision(say, words, dayOf(now), replaced), " ", say("about.given", { date, time, zone: zone(words.tag) })),
    words.disclaimer && h("p", {}, prose(dated(words.disclaimer, inForceWith(words, dayOf(now), replaced)))),
    more(say("about.receipt"), receipt(say, found)),
  );
}

/**
 * @param {import("./words.js").Say} say
 * @param {import("./words.js").Words} words
 * @param {string} today
 * @param {import("./versions.js").Replaced | null} replaced
 */
function revision(say, { date, revision: { kind, decided, in_force: inForce, draft } }, today, replaced) {
  const values = { decided: written(decided, date), in_force: written(inForce, date), since: "", ...replaced };
  if (draft) return say("about.draft", values);
  if (replaced) return say(`about.${replaced.state}`, values);
  if (today < inForce) return say("about.adopted", values);
  return kind === "repeal" ? say("about.repealed", { ...values, since: values.in_force }) : say("about.in_force", values);
}

/**
 * A day on which this revision is the policy in force: the reader's, where that is so, else the day
 * on which it comes or came into force.
 * @param {import("./words.js").Words} words
 * @param {string} today
 * @param {import("./versions.js").Replaced | null} replaced
 */
function inForceWith({ date, revision: { in_force: inForce, draft } }, today, replaced) {
  return written(draft || replaced || today < inForce ? inForce : today, date);
}

/** @param {string} tag @returns {string} the name of the reader's time zone */
function zone(tag) {
  const parts = new Intl.DateTimeFormat(tag, { timeZoneName: "long" }).formatToParts(new Date());
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** @param {Said} said @param {string} date @returns {Said} */
function dated(said, date) {
  return typeof said === "string" ? fill(said, { date }) : { ...said, text: fill(said.text, { date }) };
}

/** @param {import("./words.js").Say} say @param {Consultation} found */
function receipt(say, found) {
  const lines = [
    ["about.revision", found.revision],
    ["about.policy", found.policy],
    ["about.core", found.core],
    ["about.replay", ["policy ask", found.wizard, ...replayed(found.answers)].join(" ")],
  ];
  return h(
    "dl",
    { class: "pw-receipt" },
    lines.map(([label, value]) => h("div", {}, h("dt", {}, say(label)), h("dd", {}, h("code", {}, value)))),
  );
}

/** @param {Answers} answers @returns {string[]} as the command takes them */
function replayed(answers) {
  return Object.entries(answers).map(([fact, answer]) => {
    const value = [answer].flat().join(",");
    return /[?]/.test(value) ? `'${fact}=${value}'` : `${fact}=${value}`;
  });
}
