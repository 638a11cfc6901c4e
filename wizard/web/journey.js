/**
 * Where the person is: one history entry a page of the wizard, each with the answers in its state.
 *
 * Place in the flow: `element` moves through it. Nothing is stored and nothing stands in the
 * address: the browser's Back, Forward and reload find the answers in the entry itself. To another
 * page of the site (the other language, another wizard) they travel in a fragment that `early.js`
 * takes out of the address there.
 */

/** @typedef {{[fact: string]: string | string[]}} Answers */

/**
 * @typedef {object} Entry
 * @property {string} wizard
 * @property {Answers} answers as they were here, and those given later to other questions
 * @property {string[] | null} page the facts it asks; null: whatever comes next
 * @property {number} index how many entries of a wizard lie before it, on other pages too
 */

const FRAGMENT = "policy-wizard=";
const ERASING = "policy-wizard:erase ";

/** @param {string} wizard @param {number} [index] @returns {Entry} an entry without answers */
export function start(wizard, index = 0) {
  return { wizard, answers: {}, page: null, index };
}

/**
 * The entry of a history state, where it is one of this wizard's.
 * @param {any} state
 * @param {string} wizard
 * @returns {Entry | null}
 */
export function entryOf(state, wizard) {
  const entry = state?.policyWizard;
  if (!entry || entry.wizard !== wizard) return null;
  return {
    wizard,
    answers: answersOf(entry.answers),
    page: isTexts(entry.page) ? entry.page : null,
    index: Math.min(Number(entry.index) || 0, history.length - 1),
  };
}

/** @param {any} found @returns {Answers} what has the form of answers; the rest is dropped */
function answersOf(found) {
  const pairs = Object.entries(found ?? {});
  return Object.fromEntries(pairs.filter(([, v]) => typeof v === "string" || isTexts(v)));
}

/** @param {any} found @returns {found is string[]} */
function isTexts(found) {
  return Array.isArray(found) && found.length > 0 && found.every((v) => typeof v === "string");
}

/**
 * The fragment of a link with answers, which `early.js` left in the history's entry; once.
 * @returns {string | null}
 */
export function takeLink() {
  const { policyLink, ...state } = history.state ?? {};
  if (typeof policyLink !== "string") return null;
  history.replaceState(state, "");
  return policyLink;
}

/** Writes an entry in the place of the present one. @param {Entry} entry */
export function rewrite(entry) {
  isTaken(() => history.replaceState({ ...history.state, policyWizard: entry }, ""));
}

/** Adds an entry after the present one; those that lay ahead are gone. @param {Entry} entry */
export function advance(entry) {
  if (!isTaken(() => history.pushState({ policyWizard: entry }, ""))) entry.index -= 1;
  // A browser keeps so many entries and drops the oldest: nobody can go back to those.
  if (entry.index < history.length) return;
  entry.index = history.length - 1;
  rewrite(entry);
}

/**
 * Whether the history takes what is written. WebKit refuses to after a hundred writes in ten
 * seconds: a consultation then goes on without.
 * @param {() => void} write
 */
function isTaken(write) {
  try {
    write();
    return true;
  } catch (error) {
    if (/** @type {DOMException} */ (error).name !== "SecurityError") throw error;
    return false;
  }
}

/**
 * The address of another page of the site, with the entry in its fragment.
 * @param {string} address
 * @param {Entry} entry
 */
export function carrying(address, entry) {
  const url = new URL(address, location.href);
  const sent = { ...entry, index: entry.index + 1 };
  url.hash = FRAGMENT + encodeURIComponent(JSON.stringify(sent));
  return url.href;
}

/**
 * Sends the entry along with a link that the person follows; the address stays as it was.
 * @param {HTMLAnchorElement} link
 * @param {Entry} entry
 */
export function carryBy(link, entry) {
  const href = link.href.split("#")[0];
  link.href = carrying(href, entry);
  setTimeout(() => (link.href = href));
}

/**
 * Begins to erase: goes back to the first entry, on another page perhaps. Who arrives there
 * finishes with `finishErasing`; the window's name tells it to, for the moment that it takes.
 * @param {Entry} entry
 * @returns {boolean} whether there is nowhere to go: this is the first entry
 */
export function erase(entry) {
  window.name = ERASING + location.href;
  rewrite(start(entry.wizard, entry.index));
  if (entry.index > 0) history.go(-entry.index);
  return entry.index === 0;
}

/**
 * On the first entry: empties it and cuts off all that followed. If the erasing began on another
 * page, that page comes back, empty.
 * @param {string} wizard
 * @returns {Entry | null} where the person is then; null where there was nothing to finish
 */
export function finishErasing(wizard) {
  if (!window.name.startsWith(ERASING)) return null;
  const back = new URL(window.name.slice(ERASING.length));
  window.name = "";
  rewrite(start(wizard));
  const fresh = start(wizard, 1);
  // A page that is still loading cannot leave a new entry by itself: it would take this one's place.
  advance(fresh);
  if (back.pathname !== location.pathname) location.replace(back);
  return fresh;
}
