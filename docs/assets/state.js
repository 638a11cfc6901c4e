/**
 * The state of the revision on the reader's day. The page says what is true on any day; this shows
 * instead what is true today: in force since, or adopted and not yet in force.
 */

const banner = document.querySelector(".pol-state");
if (banner instanceof HTMLElement) {
  const { decided = "", inForce = "" } = banner.dataset;
  const day = today();
  const state = day >= inForce ? "in_force" : day >= decided ? "adopted" : "any";
  for (const part of document.querySelectorAll("[data-state]")) {
    if (part !== banner) part.toggleAttribute("hidden", part.getAttribute("data-state") !== state);
  }
  banner.classList.toggle("pol-state--loud", state === "adopted");
}

/** The reader's day as YYYY-MM-DD, which compares as dates do. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
