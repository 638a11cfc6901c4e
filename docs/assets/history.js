/** In the list of revisions, what each one is on the reader's day. */

import { stateOn, today } from "./revisions.js";

const entries = [...document.querySelectorAll(".pol-revision[data-in-force]")].map((element) => {
  const { decided = "", inForce = "", since = "", kind = "" } = /** @type {HTMLElement} */ (element).dataset;
  return { element, decided, inForce, since, kind };
}).reverse();

for (const [index, { element }] of entries.entries()) {
  const { state, date = "", repeal = "" } = stateOn(entries, index, today());
  for (const part of element.querySelectorAll("[data-state]")) {
    part.toggleAttribute("hidden", part.getAttribute("data-state") !== state);
    part.textContent = part.textContent?.replace("{date}", date).replace("{repeal}", repeal) ?? "";
  }
}
