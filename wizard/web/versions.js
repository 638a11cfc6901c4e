/**
 * The revisions of the site, as they are today: the data of a revision never changes, so it cannot
 * know what came after it.
 *
 * Place in the flow: `element` asks when it starts, `replay` where a link is of another revision.
 */

import { dayOf } from "./dates.js";

/** @import { Words } from "./words.js" */

/**
 * @typedef {object} Version one revision, in the form of the tool mike
 * @property {string} version
 * @property {{decided?: string, in_force?: string, since?: string, kind?: string, rules?: string, data?: string}} properties
 */

/** @typedef {{root: URL, words: Words}} Where */

/** @param {Where} where @returns {Promise<Version[]>} newest first; none where they do not come */
export async function versionsOf({ root, words }) {
  try {
    const response = await fetch(new URL(`${words.language}/versions.json`, root));
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

/**
 * @typedef {object} Replaced what a later revision that is in force did
 * @property {string} since in words
 * @property {boolean} repealed it has put nothing in the place of this one
 */

/** @param {Where} where @returns {Promise<Replaced | null>} null: none is in force */
export async function replacedSince(where) {
  const versions = await versionsOf(where);
  const today = dayOf(new Date());
  const dated = versions.filter(({ properties: { decided, in_force: inForce } }) =>
    decided && inForce && decided <= today && inForce <= today);
  const here = versions.findIndex(({ version }) => version === where.words.revision.id);
  const now = dated.length ? versions.indexOf(dated[0]) : -1;
  if (now < 0 || now >= here) return null;
  const { since = "", kind } = dated[0].properties;
  return { since, repealed: kind === "repeal" };
}
