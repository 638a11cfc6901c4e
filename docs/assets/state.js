/**
 * The state of the revision on the reader's day. The page says what is true on any day; this shows
 * instead what is true today (in force, adopted and not yet in force, replaced, repealed), and the other
 * revisions, each at the same page and passage. The list of them is asked for, so that the pages of
 * a published revision need never change.
 */

import { inForceOn, stateOn, today } from "./revisions.js";

/** @typedef {{version: string, title: string, properties: {[name: string]: any}}} Version */

const banner = document.querySelector(".pol-state");
if (banner instanceof HTMLElement) await tell(banner);

/** @param {HTMLElement} banner */
async function tell(banner) {
  const { decided, inForce, version = "", versions = "" } = banner.dataset;
  if (decided && inForce) {
    show(banner, stateOn([{ decided, inForce, since: "", kind: "" }], 0, today()));
  }
  if (!versions) return;
  const known = await ask(versions);
  among(banner, known, version);
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

/** @param {HTMLElement} banner @param {ReturnType<typeof stateOn>} found */
function show(banner, { state, date, repeal = "" }) {
  for (const part of document.querySelectorAll("[data-state]")) {
    part.toggleAttribute("hidden", part.getAttribute("data-state") !== state);
    if (date) part.textContent = part.textContent?.replace("{date}", date).replace("{repeal}", repeal) ?? "";
  }
  if (state !== "in_force" && state !== "any") banner.classList.add("pol-state--loud");
}

/** @param {Version[]} known @returns the published ones, in the order of the decisions */
function dated(known) {
  return known
    .filter(({ properties }) => properties.decided)
    .map(({ version, properties: { decided, in_force: inForce, since, kind } }) =>
      ({ version, decided, inForce, since, kind }))
    .reverse();
}

/**
 * What it is among the others, and the way to the one in force where that is another one.
 * @param {HTMLElement} banner @param {Version[]} known @param {string} version
 */
function among(banner, known, version) {
  const revisions = dated(known);
  const here = revisions.findIndex((one) => one.version === version);
  if (here >= 0) show(banner, stateOn(revisions, here, today()));
  const now = inForceOn(revisions, today());
  const link = banner.querySelector(".pol-state__now");
  if (!now || now.version === version || !(link instanceof HTMLAnchorElement)) return;
  if (now.kind === "repeal") link.textContent = link.dataset.repeal ?? "";
  const paths = new Set(known.flatMap(({ properties }) => properties.pages ?? []));
  keepPlace(link, paths);
  atPassage(banner);
}

/**
 * Leads to this page and passage there. @param {HTMLAnchorElement} link
 * @param {Set<string>} paths those to which an address leads on; a page that does not exist has none
 */
function keepPlace(link, paths) {
  const [folder, path] = [link.href, pathHere()];
  const follow = () => { link.href = folder + (paths.has(path) ? path + location.hash : ""); };
  follow();
  addEventListener("hashchange", follow);
  link.hidden = false;
}

/**
 * Who comes by a link to a passage is told there too: the banner is far above. @param {HTMLElement} banner
 */
function atPassage(banner) {
  const note = document.createElement("p");
  note.className = "pol-clause__state pol-noprint";
  const follow = () => {
    const passage = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".pol-clause");
    const said = banner.querySelector("[data-state]:not([hidden])")?.cloneNode(true);
    const link = banner.querySelector(".pol-state__now")?.cloneNode(true);
    if (!passage || !said || !link) return note.remove();
    note.replaceChildren(said, ". ", link);
    passage.append(note);
  };
  follow();
  addEventListener("hashchange", follow);
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
  const current = inForceOn(dated(known), today())?.version;
  for (const { version: name, title, properties } of known) {
    if (name === version) continue;
    const link = document.createElement("a");
    const has = !properties.pages || properties.pages.includes(path);
    link.href = new URL(`${name}/${has ? path : ""}`, root).href;
    link.textContent = name === current ? `${title} – ${history.dataset.current}` : title;
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
  details.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    details.open = false;
    summary.focus();
  });
  addEventListener("click", ({ target }) => {
    if (target instanceof Node && !details.contains(target)) details.open = false;
  });
}

/** @param {Node} link */
function item(link) {
  const line = document.createElement("li");
  line.append(link);
  return line;
}
