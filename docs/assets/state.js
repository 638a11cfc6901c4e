/**
 * The state of the revision on the reader's day. The page says what is true on any day; this shows
 * instead what is true today (in force, adopted and not yet in force, replaced, repealed), and the other
 * revisions, each at the same page and passage. The list of them is asked for, so that the pages of
 * a published revision need never change.
 */

import { inForceOn, today } from "./revisions.js";

/** @typedef {{decided: string, inForce: string, since: string, version: string, kind: string}} Revision */
/** @typedef {{version: string, title: string, properties: {[name: string]: any}}} Version */

const banner = document.querySelector(".pol-state");
if (banner instanceof HTMLElement) await tell(banner);

/** @param {HTMLElement} banner */
async function tell(banner) {
  const { decided, inForce, version = "", versions = "" } = banner.dataset;
  if (decided && inForce) {
    const day = today();
    show(banner, day >= inForce ? "in_force" : day >= decided ? "adopted" : "any");
  }
  if (!versions) return;
  const known = await ask(versions);
  if (decided) replaced(banner, known, version);
  listOthers(banner, known, version);
}

/** @param {string} address @returns {Promise<Version[]>} newest first; none where they do not come */
async function ask(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

/** @param {HTMLElement} banner @param {string} state @param {string} [since] */
function show(banner, state, since) {
  for (const part of document.querySelectorAll("[data-state]")) {
    part.toggleAttribute("hidden", part.getAttribute("data-state") !== state);
    if (since) part.textContent = part.textContent?.replace("{date}", since) ?? "";
  }
  if (state !== "in_force" && state !== "any") banner.classList.add("pol-state--loud");
}

/** @param {HTMLElement} banner @param {Version[]} known @param {string} version */
function replaced(banner, known, version) {
  const revisions = known
    .filter(({ properties }) => properties.decided)
    .map(({ version, properties: { decided, in_force: inForce, since, kind } }) =>
      ({ version, decided, inForce, since, kind }))
    .reverse();
  const now = inForceOn(revisions, today());
  const [here, there] = [version, now?.version].map((name) => revisions.findIndex((one) => one.version === name));
  if (!now || here < 0 || there <= here) return;
  const repealed = now.kind === "repeal";
  show(banner, repealed ? "repealed" : "superseded", now.since);
  const link = banner.querySelector(".pol-state__now");
  if (!(link instanceof HTMLAnchorElement)) return;
  if (repealed) link.textContent = link.dataset.repeal ?? "";
  keepPlace(link);
}

/** Leads to this page and passage there. @param {HTMLAnchorElement} link */
function keepPlace(link) {
  const folder = link.href;
  const follow = () => { link.href = folder + pathHere() + location.hash; };
  follow();
  addEventListener("hashchange", follow);
  link.hidden = false;
}

/** @returns {string} this page's path in its revision, as `versions.json` lists it */
function pathHere() {
  const versions = document.querySelector(".pol-state")?.getAttribute("data-versions") ?? "";
  const root = new URL(versions, location.href);
  const inside = location.pathname.slice(new URL(".", root).pathname.length);
  return decodeURI(inside.slice(inside.indexOf("/") + 1)).replace(/index\.html$/, "");
}

/**
 * A list to choose from, in the place of the link to the history. A revision without this page is
 * opened at its home.
 * @param {HTMLElement} banner @param {Version[]} known @param {string} version
 */
function listOthers(banner, known, version) {
  const place = banner.querySelector(".pol-versions");
  const history = place?.querySelector("a");
  if (!place || !history || known.length < 2) return;
  const root = new URL(banner.dataset.versions ?? "", location.href);
  const list = document.createElement("ul");
  const path = pathHere();
  for (const { version: name, title, properties } of known) {
    if (name === version) continue;
    const link = document.createElement("a");
    const has = !properties.pages || properties.pages.includes(path);
    link.href = new URL(`${name}/${has ? path : ""}`, root).href;
    link.textContent = title;
    link.addEventListener("click", () => { link.hash = location.hash; });
    list.append(item(link));
  }
  const all = history.cloneNode();
  all.textContent = history.dataset.all ?? "";
  list.append(item(all));
  const details = document.createElement("details");
  const [summary, label] = [document.createElement("summary"), document.createElement("span")];
  label.textContent = history.dataset.others ?? "";
  summary.append(label);
  details.append(summary, list);
  place.replaceChildren(details);
}

/** @param {Node} link */
function item(link) {
  const line = document.createElement("li");
  line.append(link);
  return line;
}
