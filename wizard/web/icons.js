/**
 * The signs of the tones, copied from `icons.svg`, which the pages use too.
 *
 * Place in the flow: the views of an outcome ask for them. Without the file there is no sign; the
 * word beside it says the same.
 */

import { h, prose } from "./dom.js";

/** @import { ModalityWords, Said } from "./words.js" */

const SVG = "http://www.w3.org/2000/svg";

/** @type {Promise<Document | null> | undefined} */
let sheet;

/** @returns {Promise<Document | null>} */
function load() {
  sheet ??= fetch(new URL("icons.svg", import.meta.url))
    .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
    .then((text) => new DOMParser().parseFromString(text, "image/svg+xml"))
    .catch(() => null);
  return sheet;
}

/**
 * The sign of a tone; its shapes arrive when the file does.
 * @param {string} tone
 * @returns {SVGElement}
 */
export function icon(tone) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "pw-icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  load().then((found) => {
    const symbol = found?.getElementById(`pw-${tone}`);
    for (const shape of symbol?.children ?? []) svg.appendChild(document.importNode(shape, true));
  });
  return svg;
}

/**
 * A modality in a line: its tone's sign and words beside it.
 * @param {Said} label
 * @param {ModalityWords} modality
 */
export function chip(label, modality) {
  return h(
    "span",
    { class: `pw-chip pw-tone--${modality.tone}` },
    icon(modality.tone),
    h("span", {}, prose(label)),
  );
}
