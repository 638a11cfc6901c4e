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
 * @property {{decided?: string, in_force?: string, since?: string, rules?: string, data?: string}} properties
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
 * @param {Where} where
 * @returns {Promise<string | null>} since when, in words, a later revision is in force; null: none is
 */
export async function replacedSince(where) {
  const versions = await versionsOf(where);
  const today = dayOf(new Date());
  const dated = versions.filter(({ properties: { decided, in_force: inForce } }) =>
    decided && inForce && decided <= today && inForce <= today);
  const here = versions.findIndex(({ version }) => version === where.words.revision.id);
  const now = dated.length ? versions.indexOf(dated[0]) : -1;
  return now >= 0 && now < here ? dated[0].properties.since ?? null : null;
}
