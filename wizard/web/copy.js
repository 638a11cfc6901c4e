/**
 * An outcome as plain text, for a message or a file.
 *
 * Place in the flow: the button "Copy as text". It reads the page, so it says what the page says.
 */

const BLOCKS = "p, li, dt, dd, h1, h2, h3, blockquote, summary";
const SILENT = ".pw-top, .pw-actions, .pw-link-box, .pw-answer__change, .pw-sr, svg";

/** @param {Element} result @returns {string} a line for each block, an empty one before a heading */
export function asText(result) {
  const lines = [...result.querySelectorAll(BLOCKS)]
    .filter((block) => !block.closest(SILENT) && !block.querySelector(BLOCKS))
    .map((block) => (/^H\d$/.test(block.tagName) ? `\n${spoken(block)}` : spoken(block)));
  return lines.join("\n").trim();
}

/** @param {Element} block */
function spoken(block) {
  const copy = /** @type {Element} */ (block.cloneNode(true));
  for (const node of copy.querySelectorAll(SILENT)) node.remove();
  return (copy.textContent ?? "").trim();
}
