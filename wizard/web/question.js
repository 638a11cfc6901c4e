/**
 * A page of questions: one question, or the lines of a checklist.
 *
 * Place in the flow: `element` shows it for the facts that the core wants asked. The first page
 * comes from `pages/element.py` with the same markup; `form` reads the answers.
 */

import { answersList } from "./answers.js";
import { h, more, prose, unseen } from "./dom.js";
import { clauseLink } from "./clauses.js";
import { plain } from "./words.js";

/** @import { Child } from "./dom.js" */
/** @import { Answers } from "./journey.js" */
/** @import { FactWords, QuestionWords, Said, Say, WizardWords, Words } from "./words.js" */

/**
 * @typedef {object} Scene what every view needs
 * @property {Words} words
 * @property {Say} say
 * @property {string} id of the wizard
 * @property {WizardWords} wizard
 * @property {"h1" | "h2"} heading of the page; the second level where the page has its own first
 * @property {"h2" | "h3"} subheading
 * @property {URL} root of the site
 * @property {import("./versions.js").Replaced | null} replaced by a later revision, if one is in force
 * @property {"address" | "frame"} place which of a wizard's addresses this one hands over to
 */

/**
 * @param {Scene} scene
 * @param {string[]} facts
 * @param {Answers} answers
 * @param {string[]} ignored facts whose answers do not count any more
 * @param {{back: boolean, opening: boolean}} where `back`: something lies before this page;
 *   `opening`: it is the first that the person sees of this wizard
 */
export function questionView(scene, facts, answers, ignored, { back, opening }) {
  const { say, wizard } = scene;
  const listed = Object.keys(answers).some((fact) => !facts.includes(fact));
  return h(
    "div",
    { class: "pw-step" },
    h(
      "div",
      { class: "pw-frame" },
      back && h("p", { class: "pw-top" }, backLink(say), h("span", { class: "pw-left" })),
      h("p", { class: "pw-name" }, prose(wizard.title)),
      questionForm(scene, facts, answers, opening),
      h("div", { class: "pw-helps" }, help(scene, facts)),
      opening && assumption(scene),
    ),
    listed &&
      h(
        "section",
        { class: "pw-answers", "aria-labelledby": `pw-${scene.id}-answers` },
        h(
          scene.subheading,
          { class: "pw-answers__title", id: `pw-${scene.id}-answers` },
          say("answers.title"),
        ),
        answersList(scene, answers, ignored, facts),
        h("p", { class: "pw-actions" }, eraseButton(say)),
      ),
  );
}

/** @param {Say} say */
export function backLink(say) {
  return h("a", { class: "pw-back", href: "#", "data-act": "back" }, say("question.back"));
}

/** @param {Say} say */
export function eraseButton(say) {
  return h("button", { type: "button", class: "pw-link", "data-act": "erase" }, say("answers.erase"));
}

/**
 * What the wizard takes for granted, and the way to the one that checks it.
 * @param {Scene} scene
 */
export function assumption({ say, words, wizard, root, place }) {
  if (!wizard.assumes) return null;
  const full = wizard.full && words.wizards[wizard.full];
  return h(
    "div",
    { class: "pw-note" },
    h("p", {}, prose(wizard.assumes)),
    full &&
      h(
        "p",
        {},
        say("question.full"),
        " ",
        h("a", { href: new URL(full[place], root), "data-carry": wizard.full }, prose(full.title)),
      ),
  );
}

/** @param {Scene} scene @param {string[]} facts @param {Answers} answers @param {boolean} opening */
function questionForm(scene, facts, answers, opening) {
  const { say } = scene;
  return h(
    "form",
    { class: "pw-form", method: "dialog", autocomplete: "off", novalidate: true },
    facts.length > 1 ? checklist(scene, facts, answers) : single(scene, facts[0], answers[facts[0]]),
    h(
      "div",
      { class: "pw-submit" },
      h("button", { class: "pw-button", type: "submit" }, say("question.next")),
      opening && h("p", { class: "pw-private" }, say("question.private")),
    ),
  );
}

/** @param {Scene} scene @param {string} id @param {Answers[string] | undefined} answer */
function single(scene, id, answer) {
  const { say, words } = scene;
  const fact = words.facts[id];
  const hint = fact.type === "several" && `pw-${scene.id}-${id}-hint`;
  return h(
    "fieldset",
    { id: `pw-${scene.id}-${id}`, "aria-describedby": hint },
    h(
      "legend",
      {},
      h(scene.heading, { class: "pw-question", tabindex: -1 }, prose(fact.question)),
    ),
    hint && h("p", { class: "pw-hint", id: hint }, say("question.several")),
    isTyped(fact)
      ? typedField(scene, id, fact, answer)
      : h("div", { class: "pw-choices" }, choices(scene, id, "pw-choice", answer)),
  );
}

/** Whether the answer is written, not chosen. @param {FactWords} fact */
function isTyped({ type }) {
  return type === "number" || type === "date";
}

/** @param {Scene} scene @param {string} id @param {FactWords} fact @param {Answers[string] | undefined} answer */
function typedField(scene, id, fact, answer) {
  const { say } = scene;
  const known = typeof answer === "string" && answer !== "?";
  return h(
    "div",
    { class: "pw-choices" },
    h(
      "label",
      { class: "pw-typed" },
      unseen(prose(fact.question)),
      h("input", { ...typing(fact), name: id, value: known ? answer : null }),
      fact.unit && h("span", {}, prose(fact.unit)),
    ),
    choice(id, "?", say("answer.unknown"), { type: "checkbox", cell: "pw-choice", on: answer === "?" }),
  );
}

/** How a number or a date is typed. @param {FactWords} fact */
function typing({ days, decimals }) {
  if (days) return { type: "date", min: days[0], max: days[1] };
  return { type: "text", inputmode: decimals ? "decimal" : "numeric" };
}

/** @param {Scene} scene @param {string[]} facts @param {Answers} answers */
function checklist(scene, facts, answers) {
  const { say, words, wizard } = scene;
  const page = wizard.pages[question(wizard, facts[0]).page ?? ""];
  const yesNo = facts.every((fact) => words.facts[fact].type === "yes_no");
  return [
    h(scene.heading, { class: "pw-question", tabindex: -1 }, prose(page.title)),
    page.hint && h("p", { class: "pw-hint pw-hint--after" }, prose(page.hint)),
    yesNo &&
      h(
        "p",
        { class: "pw-actions" },
        h(
          "button",
          { type: "button", class: "pw-button pw-button--quiet", "data-act": "all-no" },
          say("question.all_no"),
        ),
      ),
    h(
      "div",
      { class: "pw-lines" },
      facts.map((fact) => line(scene, fact, answers[fact])),
    ),
  ];
}

/** @param {Scene} scene @param {string} id @param {Answers[string] | undefined} answer */
function line(scene, id, answer) {
  return h(
    "fieldset",
    { class: "pw-line", id: `pw-${scene.id}-${id}` },
    h("legend", {}, wholeQuestion(scene.words.facts[id])),
    h("div", { class: "pw-cells" }, choices(scene, id, "pw-cell", answer)),
  );
}

/**
 * The question with its line in sight and the rest of it for screen readers.
 * @param {FactWords} fact
 * @returns {Child}
 */
function wholeQuestion({ question, line }) {
  if (!line) return prose(question);
  const [whole, part] = [plain(question), plain(line)];
  const at = whole.indexOf(part);
  if (at < 0) return [prose(line), unseen(" (", prose(question), ")")];
  const before = whole.slice(0, at);
  const after = whole.slice(at + part.length);
  return [before && unseen(before), prose(line), after && unseen(after)];
}

/** @param {Scene} scene @param {string} id @param {string} cell @param {Answers[string] | undefined} answer */
function choices(scene, id, cell, answer) {
  const { say, words, wizard } = scene;
  const fact = words.facts[id];
  const asked = question(wizard, id);
  const type = fact.type === "several" ? "checkbox" : "radio";
  const given = [answer ?? []].flat();
  const offered = fact.options.filter(([o]) => asked.options.includes(o) || o in asked.leads_to);
  return [
    ...offered.map(([option, label]) =>
      choice(id, option, label, {
        type,
        cell,
        on: given.includes(option),
        exclusive: fact.exclusive.includes(option),
        leadsTo: asked.leads_to[option],
        note: option in asked.leads_to && leadingOn(scene, asked.leads_to[option]),
      }),
    ),
    choice(id, "?", say("answer.unknown"), {
      type,
      cell,
      on: given.includes("?"),
      exclusive: type === "checkbox",
    }),
  ];
}

/** @param {Scene} scene @param {string} wizard @returns {Child} */
function leadingOn({ say, words }, wizard) {
  const title = plain(words.wizards[wizard].title);
  return h("span", { class: "pw-choice__note" }, say("question.leads_to", { wizard: title }));
}

/**
 * @param {string} name
 * @param {string} value
 * @param {Said} label
 * @param {{type: string, cell: string, on: boolean, exclusive?: boolean, leadsTo?: string, note?: Child}} how
 */
function choice(name, value, label, { type, cell, on, exclusive, leadsTo, note }) {
  return h(
    "label",
    { class: cell },
    h("input", {
      type,
      name,
      value,
      checked: on,
      "data-exclusive": exclusive,
      "data-leads-to": leadsTo,
    }),
    h("span", {}, prose(label), note),
  );
}

/** @param {Scene} scene @param {string[]} facts */
function help(scene, facts) {
  const { say, words } = scene;
  const several = facts.length > 1;
  const found = facts.filter((id) => words.facts[id].help || words.facts[id].clauses.length);
  if (!found.length) return null;
  const bodies = found.map((id) => helpWith(scene, words.facts[id], several));
  return more(say(several ? "question.helps" : "question.help"), bodies);
}

/** @param {Scene} scene @param {FactWords} fact @param {boolean} named */
function helpWith(scene, fact, named) {
  const links = fact.clauses.map((id, i) => [i ? ", " : null, clauseLink(scene, id)]);
  return [
    named && h("p", { class: "pw-more__name" }, prose(fact.line ?? fact.question)),
    fact.help && h("p", {}, prose(fact.help)),
    links.length > 0 && h("p", { class: "pw-meta" }, scene.say("question.clauses"), " ", links),
  ];
}

/**
 * How the wizard asks a fact.
 * @param {WizardWords} wizard
 * @param {string} fact
 * @returns {QuestionWords}
 */
export function question(wizard, fact) {
  const found = wizard.questions.find((asked) => asked.fact === fact);
  if (!found) throw new Error(`The wizard does not ask ${fact}`);
  return found;
}
