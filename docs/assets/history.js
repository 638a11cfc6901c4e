/** In the list of revisions, what each one is on the reader's day. */

import { inForceOn, today } from "./revisions.js";

const day = today();
const entries = [...document.querySelectorAll(".pol-revision[data-in-force]")].map((element) => {
  const { decided = "", inForce = "", since = "", kind = "" } = /** @type {HTMLElement} */ (element).dataset;
  return { element, decided, inForce, since, kind };
}).reverse();
const now = inForceOn(entries, day);
const current = now ? entries.indexOf(now) : -1;

for (const [index, { element, decided }] of entries.entries()) {
  const after = entries[index + 1];
  const former = after?.kind === "repeal" ? "repealed" : "superseded";
  const state = index < current ? former : index === current ? "in_force" : day >= decided ? "adopted" : "any";
  for (const part of element.querySelectorAll("[data-state]")) {
    part.toggleAttribute("hidden", part.getAttribute("data-state") !== state);
    part.textContent = part.textContent?.replace("{date}", after?.since ?? "") ?? "";
  }
}
