/** Copies a clause's link, reference or text; says so where a screen reader hears it. */

const said = document.querySelector(".pol-copied");
for (const actions of document.querySelectorAll(".pol-actions")) actions.removeAttribute("hidden");

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  const tools = button?.closest("[data-tools]");
  if (!(button instanceof HTMLElement) || !(tools instanceof HTMLElement)) return;
  try {
    await navigator.clipboard.writeText(wanted(button.dataset.copy, tools));
    say("copied");
  } catch {
    say("failed");
  }
});

/**
 * @param {string | undefined} what link, citation or text
 * @param {HTMLElement} tools
 */
function wanted(what, tools) {
  const clause = tools.dataset.tools ?? "";
  if (what === "link") return new URL(`#${clause}`, location.href).href;
  const words = what === "citation"
    ? tools.querySelector("[data-citation]")
    : document.querySelector(`[data-clause="${CSS.escape(clause)}"]`);
  return words?.textContent?.trim() ?? "";
}

let quiet = 0;

/** @param {"copied" | "failed"} word */
function say(word) {
  if (!(said instanceof HTMLElement)) return;
  said.textContent = said.dataset[word] ?? "";
  clearTimeout(quiet);
  quiet = setTimeout(() => { said.textContent = ""; }, 2500);
}
