/** Which revision is in force on a day: asked by pages, by addresses that lead on, by embedded wizards. */

/** @typedef {{decided: string, inForce: string}} Dated days as YYYY-MM-DD, which compare as dates do */
/** @typedef {Dated & {since: string, kind: string}} Told since: the day of coming into force, in words */

/** @returns {string} the reader's day */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * The last decision among those that are in force on the day: each revision replaces all before it.
 * @template {Dated} T
 * @param {T[]} revisions in the order of the decisions
 * @param {string} day
 * @returns {T | undefined}
 */
export function inForceOn(revisions, day) {
  return revisions.findLast(({ decided, inForce }) => decided <= day && inForce <= day);
}

/**
 * What a revision is on the day, and the words for the days that its own page cannot know: `date`,
 * when the first later one took its place, or repealed the policy; `repeal`, when a still later one did.
 * @param {Told[]} revisions in the order of the decisions
 * @param {number} index
 * @param {string} day
 * @returns {{state: "any" | "adopted" | "in_force" | "superseded" | "repealed" | "ended", date?: string, repeal?: string}}
 */
export function stateOn(revisions, index, day) {
  const { decided, inForce } = revisions[index];
  const later = revisions.slice(index + 1).filter((one) => one.decided <= day && one.inForce <= day);
  const last = later.at(-1);
  if (!last) return { state: day < decided ? "any" : day < inForce ? "adopted" : "in_force" };
  // Of two that came into force on one day, the later decision counts.
  const next = later.reduce((first, one) => (one.inForce <= first.inForce ? one : first));
  if (next.kind === "repeal") return { state: "repealed", date: next.since };
  return last.kind === "repeal"
    ? { state: "ended", date: next.since, repeal: last.since }
    : { state: "superseded", date: next.since };
}
