/**
 * Follows the edits of the source: reads the page again when it was built anew, and shows above it
 * what is wrong with the source. `policy serve` puts this into pages; a built site has none of it.
 */

const script = document.querySelector("script[data-build]");
const mine = script instanceof HTMLElement ? script.dataset.build : "";
const box = document.createElement("section");
box.className = "live-problems";
box.setAttribute("role", "alert");

new EventSource(`/-/news${location.pathname}`).addEventListener("message", ({ data }) => {
  const { build, problems } = JSON.parse(data);
  if (build !== mine) return location.reload();
  show(problems);
});

/** @param {string} problems */
function show(problems) {
  if (!problems) return box.remove();
  const list = document.createElement("pre");
  list.textContent = problems;
  box.replaceChildren(list);
  if (!box.isConnected) document.body.prepend(box);
}
