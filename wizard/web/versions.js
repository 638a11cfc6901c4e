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
 * @typedef {object} Replaced what later revisions that are in force did
 * @property {"superseded" | "repealed" | "ended"} state ended: replaced, then repealed
 * @property {string} since in words, when this one ceased to be in force
 * @property {string} repeal in words, when a later one repealed the policy
 */

/** @param {Where} where @returns {Promise<Replaced | null>} null: none is in force */
export async function replacedSince(where) {
  const versions = await versionsOf(where);
  const today = dayOf(new Date());
  const here = versions.findIndex(({ version }) => version === where.words.revision.id);
  const later = versions.slice(0, Math.max(here, 0)).map(({ properties }) => properties)
    .filter(({ decided, in_force: inForce }) => decided && inForce && decided <= today && inForce <= today);
  if (!later.length) return null;
  const [last] = later;
  // Of two that came into force on one day, the later decision counts, which stands first.
  const next = later.reduceRight((first, one) => (String(one.in_force) <= String(first.in_force) ? one : first));
  const repeal = last.since ?? "";
  const state = next.kind === "repeal" ? "repealed" : last.kind === "repeal" ? "ended" : "superseded";
  return { state, since: next.since ?? "", repeal };
}
