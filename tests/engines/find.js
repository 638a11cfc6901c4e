// Finds what stands on a page by what is written there. Every script of a visitor begins with it.

const visible = (element) => element.checkVisibility() && element.getClientRects().length > 0;
const written = (element) => element.textContent.replace(/\s+/gu, " ").trim();
const same = (element, name) => written(element) === name.replace(/\s+/gu, " ").trim();
const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);

/** A button, a link or a line to open. */
const control = (name) => all("a, button, summary").find((element) => same(element, name));
const heading = (name) => all("h1, h2, h3").find((element) => same(element, name));
const group = (question) =>
  all("fieldset").find((element) => same(element.querySelector("legend"), question));
const choice = (question, label) =>
  [...group(question).querySelectorAll("label")].find((element) => same(element, label))?.control;
const first = (question) => group(question).querySelector("input");
const state = () => document.querySelector("policy-wizard")?.getAttribute("state");
const shows = (text) => all("p, li").some((element) => same(element, text));
