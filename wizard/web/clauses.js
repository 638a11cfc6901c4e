/**
 * Clauses on the page: links to their anchors, and their text word for word.
 *
 * Place in the flow: questions and outcomes name clauses by these.
 */

import { h, more, prose } from "./dom.js";
import { plain } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Scene } from "./question.js" */
/** @import { Said } from "./words.js" */

/**
 * @param {Scene} scene
 * @param {string} id
 * @param {"reference" | "short"} [form] the whole reference, or its section alone
 */
export function clauseLink({ words, root }, id, form = "reference") {
  const clause = words.clauses[id];
  return h("a", { href: new URL(clause.address, root) }, clause[form]);
}

/**
 * Links to the sections that some clauses stand in, each once.
 * @param {Scene} scene
 * @param {string[]} ids
 */
export function shortLinks(scene, ids) {
  const short = (/** @type {string} */ id) => scene.words.clauses[id].short;
  const links = ids.filter((id, i) => ids.findIndex((other) => short(other) === short(id)) === i);
  return links.map((id, i) => [i ? ", " : " ", clauseLink(scene, id, "short")]);
}

/**
 * A text that rests on some clauses: where it names a section itself, its words become the link;
 * links to the other sections follow.
 * @param {Scene} scene
 * @param {Said} said
 * @param {string[]} ids
 * @returns {Child}
 */
export function cited(scene, said, ids) {
  const { clauses } = scene.words;
  const text = typeof said === "string" ? said : "";
  const named = ids.filter((id) => mention([clauses[id].short]).test(text));
  const others = ids.filter((id) => !named.some((one) => clauses[one].short === clauses[id].short));
  if (!named.length) return [prose(said), shortLinks(scene, others)];
  const parts = text.split(mention(named.map((id) => clauses[id].short)));
  const linked = parts.map((part, i) => {
    const id = i % 2 && named.find((one) => clauses[one].short === part);
    return id ? clauseLink(scene, id, "short") : prose(part);
  });
  return [linked, shortLinks(scene, others)];
}

/** @param {string[]} names @returns {RegExp} any of them, not the beginning of a longer number */
function mention(names) {
  const quoted = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(${quoted.join("|")})(?!\\.?\\d)`);
}

/**
 * A clause as the policy says it. Where the page's language is not the one that prevails, the
 * text that does is one step away.
 * @param {Scene} scene
 * @param {string} id
 */
export function quote(scene, id) {
  const { say, words } = scene;
  const clause = words.clauses[id];
  const original = (/** @type {string} */ at) => words.clauses[at].original ?? plain(words.clauses[at].text);
  const text = (/** @type {string} */ at) => words.clauses[at].text;
  return [
    h(
      "blockquote",
      { class: "pw-quote" },
      h("p", {}, inContext(scene, id, text)),
      h("footer", { class: "pw-quote__src" }, clauseLink(scene, id)),
    ),
    clause.original !== null &&
      more(
        say("outcome.original"),
        h(
          "blockquote",
          { class: "pw-quote", lang: words.authoritative },
          h("p", {}, inContext(scene, id, original)),
        ),
      ),
  ];
}

/**
 * An item of a list makes no sentence by itself: the phrase that leads in stands before it.
 * @param {Scene} scene
 * @param {string} id
 * @param {(id: string) => Said} text
 * @returns {import("./dom.js").Child}
 */
function inContext({ words }, id, text) {
  const { within } = words.clauses[id];
  if (within === null) return prose(text(id));
  const items = Object.keys(words.clauses).filter((other) => words.clauses[other].within === within);
  const [first, last] = [items[0] === id, items.at(-1) === id];
  return [prose(text(within)), first ? " " : " […] ", prose(text(id)), !last && " […]"];
}
