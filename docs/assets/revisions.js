/** Which revision is in force on a day: asked by pages, by addresses that lead on, by embedded wizards. */

/** @typedef {{decided: string, inForce: string}} Dated days as YYYY-MM-DD, which compare as dates do */

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
