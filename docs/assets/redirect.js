/**
 * An address that only leads on: to the revision in force on the reader's day, with the anchor that
 * was asked for. Before the first one comes into force, to that.
 */

import { inForceOn, today } from "./revisions.js";

const links = [...document.querySelectorAll("link[data-in-force]")].map((link) => {
  const { href, dataset } = /** @type {HTMLLinkElement} */ (link);
  return { href, decided: dataset.decided ?? "", inForce: dataset.inForce ?? "" };
});
const target = inForceOn(links, today()) ?? links[0];
if (target) location.replace(target.href + location.hash);
