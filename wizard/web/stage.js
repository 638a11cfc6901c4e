/**
 * What the page around the view knows of it: title, focus, place on the screen, print.
 *
 * Place in the flow: `element` calls it whenever it shows something.
 */

import { h } from "./dom.js";

/** @param {HTMLElement} element @returns {Element} where views are put; made if it is not there */
export function viewOf(element) {
  const found = element.querySelector(":scope > .pw-view");
  if (found) return found;
  const view = h("div", { class: "pw-view" });
  element.prepend(view);
  return view;
}

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} view
 * @param {string} title the page's own
 * @param {boolean} moved whether the person did something: then the focus goes to the heading
 */
export function showView(element, view, title, moved) {
  viewOf(element).replaceChildren(view);
  const heading = /** @type {HTMLElement | null} */ (view.querySelector("[tabindex='-1']"));
  document.title = `${heading?.textContent} – ${title}`;
  if (!moved) return;
  if (element.getBoundingClientRect().top < 0) element.scrollIntoView({ behavior: "instant" });
  heading?.focus({ preventScroll: true });
}

/**
 * The levels of the wizard's headings: from the first, unless the page has a heading of its own.
 * @param {HTMLElement} element
 * @returns {{heading: "h1" | "h2", subheading: "h2" | "h3"}}
 */
export function headingsOf(element) {
  const others = [...document.querySelectorAll("h1")].filter((h1) => !element.contains(h1));
  return others.length
    ? { heading: "h2", subheading: "h3" }
    : { heading: "h1", subheading: "h2" };
}

/** Opens on paper what is folded on the screen, and folds it again. @param {HTMLElement} element */
export function unfoldInPrint(element) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...element.querySelectorAll("details")].filter(
      (details) => details.classList.contains("pw-open-in-print") && !details.open,
    );
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
