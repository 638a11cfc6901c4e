/**
 * Reading a page of questions: its answers, or what is missing and where.
 *
 * Place in the flow: `element` calls it when the form is sent or touched. It knows only the markup,
 * so it also works on the first page, which comes with the HTML.
 */

import { written } from "./dates.js";
import { h, prose, unseen } from "./dom.js";
import { numberText } from "./words.js";

/** @import { Answers } from "./journey.js" */
/** @import { Scene } from "./question.js" */

/** @typedef {{fact: string, code: string, value?: string, detail?: string[]}} Mistake */

/** @param {HTMLFormElement} form @returns {string[]} the facts that it asks, in order */
export function factsOf(form) {
  return [...new Set(inputs(form).map((input) => input.name))];
}

/**
 * The answers chosen or typed; `?` stands alone.
 * @param {HTMLFormElement} form
 * @returns {Answers} without the facts that have none
 */
export function read(form) {
  /** @type {Answers} */
  const answers = {};
  for (const fact of factsOf(form)) {
    const found = inputs(form, fact);
    const values = found.filter(isAnswered).map((input) => input.value.trim());
    if (!values.length) continue;
    const several = found.every((input) => input.type === "checkbox");
    answers[fact] = several && !values.includes("?") ? values : (values.at(-1) ?? "?");
  }
  return answers;
}

/** @param {HTMLFormElement} form @returns {Mistake[]} the questions without an answer */
export function omissions(form) {
  const answers = read(form);
  return factsOf(form)
    .filter((fact) => !(fact in answers))
    .map((fact) => ({ fact, code: omission(form, fact) }));
}

/**
 * A field for dates gives no value where only a part is filled in, or where there is no such day.
 * @param {HTMLFormElement} form
 * @param {string} fact
 */
function omission(form, fact) {
  const partial = inputs(form, fact).some((input) => input.validity.badInput);
  return partial ? "not-a-date" : `missing_${kind(form, fact)}`;
}

/** @param {HTMLFormElement} form @returns {string | undefined} where a chosen answer leads */
export function leadsTo(form) {
  return inputs(form).find((input) => input.checked && input.dataset.leadsTo)?.dataset.leadsTo;
}

/** Keeps apart the answers that exclude each other. @param {HTMLInputElement} touched */
export function keepApart(touched) {
  if (!touched.form || touched.type === "radio" || !isAnswered(touched)) return;
  const alone = (/** @type {HTMLInputElement} */ input) =>
    isTyped(input) || input.value === "?" || "exclusive" in input.dataset;
  for (const other of inputs(touched.form, touched.name)) {
    if (other === touched || !(alone(touched) || alone(other))) continue;
    if (isTyped(other)) other.value = "";
    else other.checked = false;
  }
}

/** @param {HTMLFormElement} form */
export function answerAllNo(form) {
  for (const input of inputs(form)) input.checked = input.value === "no";
}

/**
 * Shows what is wrong: a summary that takes the focus, and a sentence at each question.
 * @param {Scene} scene
 * @param {HTMLFormElement} form
 * @param {Mistake[]} mistakes
 */
export function showMistakes(scene, form, mistakes) {
  clearMistakes(form);
  const items = mistakes.map((mistake) => {
    const message = sentence(scene, mistake);
    const field = inputs(form, mistake.fact)[0];
    mark(scene, field, message);
    const { line, question } = scene.words.facts[mistake.fact];
    const asked = line ? [prose(line), " – "] : [prose(question), " "];
    return h("li", {}, h("a", { href: `#${field.id}` }, asked, message));
  });
  const title = h(scene.subheading, {}, scene.say("errors.title"));
  const summary = h(
    "div",
    { class: "pw-errors", role: "alert", tabindex: -1 },
    title,
    h("ul", {}, items),
  );
  form.before(summary);
  summary.focus();
}

/** @param {HTMLFormElement} form */
export function clearMistakes(form) {
  form.parentElement?.querySelectorAll(".pw-errors, .pw-error").forEach((node) => node.remove());
  for (const field of form.querySelectorAll("fieldset")) {
    field.classList.remove("pw-field--error");
    if (field.dataset.described) field.setAttribute("aria-describedby", field.dataset.described);
    else field.removeAttribute("aria-describedby");
  }
  for (const input of inputs(form)) input.removeAttribute("aria-invalid");
}

/** @param {Scene} scene @param {HTMLInputElement} input @param {string} message */
function mark(scene, input, message) {
  const field = input.closest("fieldset");
  const legend = field?.querySelector("legend");
  if (!field || !legend) return;
  const id = `${field.id}-error`;
  input.id ||= `${field.id}-first`;
  field.classList.add("pw-field--error");
  field.dataset.described ??= field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${id} ${field.dataset.described}`.trim());
  if (isTyped(input)) input.setAttribute("aria-invalid", "true");
  legend.after(h("p", { class: "pw-error", id }, unseen(scene.say("errors.mark")), message));
}

/**
 * A mistake in words.
 * @param {Scene} scene
 * @param {Mistake} mistake
 */
function sentence(scene, mistake) {
  const { code, fact } = mistake;
  if (code === "out-of-range" && scene.words.facts[fact].type === "date") {
    return dateOutOfRange(scene, mistake);
  }
  return scene.say(`errors.${code}`, { bounds: bounds(scene, mistake) });
}

/** @param {Scene} scene @param {Mistake} mistake */
function dateOutOfRange({ say, words }, { value = "", detail = [] }) {
  const days = detail.map((day) => written(day, words.date));
  if (days.length > 1) return say("errors.date_between", { first: days[0], last: days[1] });
  const [day] = days;
  return value < detail[0] ? say("errors.date_from", { day }) : say("errors.date_until", { day });
}

/**
 * Between what a number must lie: "0,5 – 60", or "≥ 0" where only one bound is set.
 * @param {Scene} scene
 * @param {Mistake} mistake
 */
function bounds({ words }, { value = "", detail = [] }) {
  const shown = detail.map((bound) => numberText(words, bound)).join(" – ");
  if (detail.length !== 1) return shown;
  return `${Number(value.replace(",", ".")) < Number(detail[0]) ? "≥" : "≤"}\u00a0${shown}`;
}

/** @param {HTMLFormElement} form @param {string} [fact] @returns {HTMLInputElement[]} */
function inputs(form, fact) {
  const all = [...form.elements].filter((element) => element instanceof HTMLInputElement);
  return fact === undefined ? all : all.filter((input) => input.name === fact);
}

/** Whether a number or a date goes there. @param {HTMLInputElement} input */
function isTyped({ type }) {
  return type === "text" || type === "date";
}

/** @param {HTMLInputElement} input */
function isAnswered(input) {
  return isTyped(input) ? input.value.trim() !== "" : input.checked;
}

/** @param {HTMLFormElement} form @param {string} fact */
function kind(form, fact) {
  const types = inputs(form, fact).map((input) => input.type);
  if (types.includes("text")) return "number";
  if (types.includes("date")) return "date";
  return types.includes("checkbox") ? "several" : "choice";
}
