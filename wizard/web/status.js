/**
 * Loading and failure, in words: boxes that wait, hidden, from the start.
 *
 * Place in the flow: `pages/element.py` writes the same markup into our pages, so that the words are
 * there even where nothing else arrives; `element` makes it for pages that have only the tag.
 */

import { h } from "./dom.js";

/** @import { Trouble } from "./runtime.js" */
/** @import { Say } from "./words.js" */

/** @typedef {{live: HTMLElement, loading: HTMLElement, failed: HTMLElement}} Boxes */

/** Loading is said in words after this time, in milliseconds. */
const PATIENCE = 1000;

/** What a wizard's element says of its runtime: to the person, and as its `state` attribute. */
export class Status {
  #element;
  /** @type {Boxes | null} */
  #boxes;
  #stalled = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    this.#boxes = findBoxes(element);
  }

  /** @returns {string | null} "loading", "ready" or "failed" */
  get state() {
    return this.#element.getAttribute("state");
  }

  /** @param {"loading" | "ready" | "failed"} state */
  #be(state) {
    this.#stalled = false;
    this.#element.setAttribute("state", state);
  }

  /** Makes the boxes where the page has only the tag. @param {Say} say @param {string} table */
  complete(say, table) {
    if (this.#boxes) return;
    this.#element.replaceChildren();
    this.#boxes = makeBoxes(this.#element, say, table);
  }

  /** Words and runtime are under way. */
  loading() {
    this.#be("loading");
    setTimeout(() => {
      if (this.state === "loading" && this.#boxes) this.#boxes.loading.hidden = false;
    }, PATIENCE);
  }

  /** The person wants it tried once more. */
  retrying() {
    if (this.#boxes) this.#boxes.failed.hidden = true;
    this.loading();
  }

  /** What was given up for stalled may come after all. @param {number} part */
  progress(part) {
    if (!this.#boxes) return;
    const { failed, loading } = this.#boxes;
    showProgress(loading, part, this.#element.lang);
    if (!this.#stalled || failed.contains(document.activeElement)) return;
    this.#be("loading");
    failed.hidden = true;
    loading.hidden = false;
  }

  /** The runtime has spoken: whatever was said of loading or failure is over. */
  ready() {
    this.#be("ready");
    if (this.#boxes) this.#boxes.loading.hidden = this.#boxes.failed.hidden = true;
  }

  /** @param {Trouble} trouble @returns {string} the reason in words, where there are any yet */
  failed(trouble) {
    this.#be("failed");
    this.#stalled = trouble === "stalled";
    if (!this.#boxes) return trouble;
    this.#boxes.loading.hidden = true;
    return showTrouble(this.#boxes.failed, trouble);
  }

  /** An answer waits for the runtime: says that, instead of that one may answer. */
  keeping() {
    if (this.state !== "ready" && this.#boxes) showKept(this.#boxes);
  }

  /** @param {string} text for screen readers */
  announce(text) {
    if (this.#boxes) this.#boxes.live.textContent = text;
  }
}

/** @param {HTMLElement} element @returns {Boxes | null} the boxes that came with the page */
function findBoxes(element) {
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement | null} */ (element.querySelector(`:scope > .${name}`));
  const [live, loading, failed] = [find("pw-live"), find("pw-loading"), find("pw-failed")];
  return live && loading && failed ? { live, loading, failed } : null;
}

/**
 * @param {HTMLElement} element
 * @param {Say} say
 * @param {string} table the address of the decision table
 * @returns {Boxes}
 */
function makeBoxes(element, say, table) {
  const loading = h(
    "div",
    { class: "pw-status pw-loading", hidden: true },
    h("p", {}, h("strong", {}, say("loading.title"), " ", h("span", { class: "pw-percent" }))),
    h("progress", { class: "pw-progress", max: 1, value: 0, "aria-label": say("loading.label") }),
    h("p", { class: "pw-meanwhile" }, say("loading.meanwhile")),
    h("p", { class: "pw-kept", hidden: true }, say("loading.kept")),
  );
  const failed = h(
    "div",
    { class: "pw-status pw-failed", role: "alert", hidden: true },
    h("p", {}, h("strong", {}, say("failed.title"))),
    ["unsupported", "blocked", "stalled"].map((trouble) =>
      h("p", { "data-trouble": trouble, hidden: trouble !== "blocked" }, say(`failed.${trouble}`)),
    ),
    h("p", {}, h("a", { href: table }, say("failed.table"))),
    h(
      "p",
      { class: "pw-actions" },
      h(
        "button",
        { type: "button", class: "pw-button pw-button--quiet", "data-act": "retry" },
        say("failed.retry"),
      ),
    ),
  );
  const live = h("p", { class: "pw-live pw-sr", role: "status" });
  element.append(loading, failed, live);
  return { live, loading, failed };
}

/**
 * A link whose answers cannot be taken.
 * @param {Say} say
 * @param {string} why
 */
export function refusal(say, why) {
  return h(
    "div",
    { class: "pw-status pw-refused", role: "alert" },
    h("p", {}, h("strong", {}, say("refused.title"))),
    h("p", {}, say(`refused.${why}`), " ", say("refused.instead")),
  );
}

/** @param {Boxes} boxes */
function showKept({ live, loading }) {
  const [meanwhile, kept] = [loading.querySelector(".pw-meanwhile"), loading.querySelector(".pw-kept")];
  meanwhile?.setAttribute("hidden", "");
  kept?.removeAttribute("hidden");
  loading.hidden = false;
  live.textContent = kept?.textContent ?? "";
}

/** @param {HTMLElement} loading @param {number} part @param {string} lang */
function showProgress(loading, part, lang) {
  const bar = loading.querySelector("progress");
  const percent = loading.querySelector(".pw-percent");
  if (bar) bar.value = part;
  if (percent) {
    percent.textContent = new Intl.NumberFormat(lang, { style: "percent" }).format(part);
  }
}

/**
 * @param {HTMLElement} failed
 * @param {string} trouble
 * @returns {string} the reason in words
 */
function showTrouble(failed, trouble) {
  let reason = "";
  for (const line of failed.querySelectorAll("p")) {
    if (!line.dataset.trouble) continue;
    line.hidden = line.dataset.trouble !== trouble;
    if (!line.hidden) reason = line.textContent ?? "";
  }
  failed.hidden = false;
  return reason;
}
