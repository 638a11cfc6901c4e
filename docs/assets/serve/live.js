/**
 * Follows the edits of the source: reads the page again when it was built anew, and shows above it
 * what is wrong with the source. `policy serve` puts this into pages; a built site has none of it.
 */

/** @type {number | undefined} */
let seen;
const box = document.createElement("section");
box.className = "live-problems";
box.setAttribute("role", "alert");

new EventSource("/-/news").addEventListener("message", ({ data }) => {
  const { built, problems } = JSON.parse(data);
  if (seen !== undefined && built !== seen) return location.reload();
  seen = built;
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
