/**
 * Elements from plain calls: `h("p", {class: "pw-hint"}, text)`.
 *
 * Place in the flow: every view builds with it. Data only ever becomes text nodes and attributes,
 * so nothing that a policy says can turn into markup.
 */

/** @import { Said } from "./words.js" */

/** @typedef {Node | string | null | undefined | false | Child[]} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{[name: string]: string | number | boolean | URL | null | undefined}} [attributes]
 *   `true` stands for an empty value, `false` and null for none
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

/** @param {Node} node @param {Child} child */
function append(node, child) {
  if (Array.isArray(child)) for (const one of child) append(node, one);
  else if (child instanceof Node) node.appendChild(child);
  else if (typeof child === "string") node.appendChild(document.createTextNode(child));
}

/** Short compounds, such as "ont-elles", which must not break at the hyphen. */
const COMPOUND = /(\p{L}+(?:-\p{L}+)+[?!]?)/u;
const LONGEST_COMPOUND = 20;

/**
 * A text as nodes: in its own language where that is another one, short compounds on one line.
 * @param {Said | null | undefined} said
 * @returns {Child}
 */
export function prose(said) {
  if (!said) return null;
  if (typeof said !== "string") return h("span", { lang: said.lang }, prose(said.text));
  return said
    .split(COMPOUND)
    .map((part, i) =>
      i % 2 && part.length <= LONGEST_COMPOUND ? h("span", { class: "pw-nowrap" }, part) : part,
    );
}

/**
 * A sentence of the interface with nodes in the place of each `{name}`.
 * @param {string} pattern
 * @param {{[name: string]: Child}} values
 * @returns {Child}
 */
export function woven(pattern, values) {
  return pattern.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? values[part] : part));
}

/**
 * Text that only a screen reader says.
 * @param {...Child} children
 */
export function unseen(...children) {
  return h("span", { class: "pw-sr" }, children);
}

/**
 * A line to open: a plus sign, a word, what it hides.
 * @param {string} summary
 * @param {...Child} body
 */
export function more(summary, ...body) {
  return h(
    "details",
    { class: "pw-more" },
    h("summary", {}, h("span", {}, summary)),
    h("div", { class: "pw-more__body" }, body),
  );
}
