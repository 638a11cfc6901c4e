/**
 * `<policy-wizard>`: one consultation after the other, from the first question to the answer.
 *
 * Place in the flow: the page's HTML holds the first question; this takes it over, asks the core
 * once per step, and shows what comes back. Its public face is in the contributors' guide.
 */

import { taken } from "./answers.js";
import { asText } from "./copy.js";
import { explain } from "./explain.js";
import { answerAllNo, clearMistakes, factsOf, keepApart, leadsTo, omissions, read, showMistakes } from "./form.js";
import { advance, carryBy, carrying, entryOf, erase, finishErasing, rewrite, start, takeLink } from "./journey.js";
import { answersOf, linkTo, readLink } from "./link.js";
import { outcomeView } from "./outcome.js";
import { questionView } from "./question.js";
import { askThen, replayView } from "./replay.js";
import { folderOf, runtimeOf } from "./runtime.js";
import { headingsOf, showView, unfoldInPrint, viewOf } from "./stage.js";
import { refusal, Status } from "./status.js";
import { replacedSince } from "./versions.js";
import { loadWords, speaker } from "./words.js";

/** @import { Answers, Entry } from "./journey.js" */
/** @import { Scene } from "./question.js" */
/** @import { Mistake } from "./form.js" */
/** @import { Refusal } from "./link.js" */
/** @import { Replay } from "./replay.js" */
/** @import { Consultation, Reply, Runtime, Trouble } from "./runtime.js" */

export class PolicyWizard extends HTMLElement {
  /** @type {Entry} */
  #entry = start("");
  /** The index of the first entry on this page: before it lies another page. */
  #origin = 0;
  /** @type {Runtime | undefined} */
  #runtime;
  /** @type {Promise<Scene> | undefined} */
  #scene;
  /** @type {Status | undefined} */
  #shown;
  #title = document.title;
  /** @type {Replay | null} where the answers came by a link that was made with other data */
  #replay = null;
  /** Counts what the person did: a reply that comes after the next deed is dropped. */
  #deed = 0;

  connectedCallback() {
    if (this.#runtime) return;
    this.classList.add("pw");
    this.#runtime = runtimeOf(folderOf(this));
    this.#listen(this.#runtime);
    this.#entry = this.#arrive();
    this.#origin = this.#entry.index;
    if (this.#form) performance.mark("policy-wizard:first-question");
    this.#status.loading();
    this.#load();
    this.#open();
  }

  get #wizard() {
    return this.getAttribute("wizard") ?? "";
  }

  get #status() {
    return (this.#shown ??= new Status(this));
  }

  get #form() {
    return this.querySelector("form");
  }

  // Beginning -----------------------------------------------------------------------------------

  /** @returns {Entry} where the person is: here again, come from another page, or new */
  #arrive() {
    const erased = finishErasing(this.#wizard);
    if (erased) return erased;
    const entry = entryOf(history.state, this.#wizard) ?? start(this.#wizard);
    rewrite(entry);
    return entry;
  }

  /** Fetches words and runtime; again after a failure. */
  #load() {
    this.#scene = this.#makeScene();
    this.#scene.catch(() => this.#fail("blocked"));
  }

  /** @returns {Promise<Scene>} */
  async #makeScene() {
    const language = this.lang.split("-")[0];
    const folder = folderOf(this);
    const words = await loadWords(new URL(`${language}.json`, folder));
    const wizard = words.wizards[this.#wizard];
    const root = new URL("../../../", folder);
    const say = speaker(words.interface);
    this.#status.complete(say, new URL(wizard.address, root).href);
    /** @type {Scene["place"]} */
    const place = this.hasAttribute("framed") ? "frame" : "address";
    /** @type {Scene} */
    const scene = { words, say, wizard, root, id: this.#wizard, place, replaced: null, ...headingsOf(this) };
    replacedSince(scene).then((since) => { scene.replaced = since; });
    return scene;
  }

  /** The first consultation: of what the page came with, or of nothing. */
  async #open() {
    const form = this.#form;
    const link = takeLink();
    const empty = !this.#entry.page && Object.keys(this.#entry.answers).length === 0;
    const first = [...viewOf(this).childNodes];
    if (link || !empty) viewOf(this).replaceChildren();
    this.#runtime?.start();
    if (link && !(await this.#follow(link)) && empty) viewOf(this).replaceChildren(...first);
    if (form?.isConnected && form.dataset.sent !== undefined) this.#submit(form);
    const deed = this.#deed;
    const { consultation } = await this.#consult(this.#entry);
    if (!consultation) return;
    performance.mark("policy-wizard:ready");
    this.#emit("ready", consultation);
    if (form && form === this.#form) this.#explain(factsOf(form), consultation);
    else if (deed === this.#deed) await this.#show(consultation, false);
  }

  /** A link that is pasted into the address of this very page. */
  async #paste() {
    const link = takeLink();
    if (!link) return;
    if (!(await this.#follow(link))) return;
    const deed = (this.#deed += 1);
    const { consultation } = await this.#consult(this.#entry);
    if (consultation && deed === this.#deed) await this.#show(consultation, true);
  }

  /**
   * Takes the answers of a link, or says why not.
   * @param {string} fragment
   * @returns {Promise<boolean>} whether they are taken
   */
  async #follow(fragment) {
    const scene = await this.#ready();
    const link = readLink(fragment, this.#wizard);
    if (typeof link === "string") return this.#refuse(scene, link);
    const entry = { ...start(this.#wizard, this.#entry.index), answers: answersOf(link, this.#wizard, scene.words) };
    await this.#consult(entry);
    const whole = link.given.every(([fact]) => Object.hasOwn(entry.answers, fact));
    const here = link.data === scene.words.revision.rules;
    if (here && !whole) return this.#refuse(scene, "damaged");
    const then = here ? null : await askThen(link, scene);
    this.#replay = here ? null : { link, kept: { ...entry.answers }, then };
    this.#entry = entry;
    rewrite(entry);
    return true;
  }

  /** @param {Scene} scene @param {Refusal} why @returns {false} */
  #refuse({ say }, why) {
    this.querySelector(":scope > .pw-refused")?.remove();
    this.prepend(refusal(say, why));
    return false;
  }

  // Asking the core -----------------------------------------------------------------------------

  /**
   * Asks the core about an entry; answers that this wizard cannot take are left out of it.
   * @param {Entry} entry
   * @param {string[]} [facts] those whose problems the caller wants to hear of
   * @returns {Promise<Reply>}
   */
  async #consult(entry, facts = []) {
    const { wizard } = await this.#ready();
    const runtime = /** @type {Runtime} */ (this.#runtime);
    entry.answers = taken(wizard, entry.answers);
    for (;;) {
      const reply = await runtime.consult(this.#wizard, entry.answers);
      this.#status.ready();
      const problems = reply.problems ?? [];
      if (!problems.length || problems.some(({ fact }) => facts.includes(fact))) return reply;
      for (const { fact } of problems) delete entry.answers[fact];
    }
  }

  /** @returns {Promise<Scene>} also where the words come at a later attempt only */
  async #ready() {
    for (;;) {
      const attempt = /** @type {Promise<Scene>} */ (this.#scene);
      try {
        return await attempt;
      } catch {
        await new Promise((retried) => this.addEventListener("retry", retried, { once: true }));
      }
    }
  }

  // What the person does ------------------------------------------------------------------------

  /** @param {Runtime} runtime */
  #listen(runtime) {
    runtime.addEventListener("progress", (event) => this.#status.progress(detailOf(event)));
    runtime.addEventListener("trouble", (event) => this.#fail(detailOf(event)));
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#form) this.#submit(this.#form);
    });
    this.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement) keepApart(target);
    });
    this.addEventListener("click", (event) => this.#click(event));
    document.addEventListener("click", (event) => this.#leave(event));
    addEventListener("popstate", (event) => this.#travel(event.state));
    addEventListener("hashchange", () => this.#paste());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#travel(history.state));
    unfoldInPrint(this);
  }

  /** @param {HTMLFormElement} form */
  async #submit(form) {
    const begun = performance.now();
    const deed = (this.#deed += 1);
    clearMistakes(form);
    if (this.#status.state === "failed") this.#retry();
    const given = read(form);
    const scene = await this.#ready();
    const elsewhere = leadsTo(form);
    if (elsewhere) return this.#goTo(scene, elsewhere, given);
    const omitted = omissions(form);
    if (omitted.length) return this.#complain(scene, form, omitted);
    if (deed !== this.#deed) return;
    this.#answer(factsOf(form), given);
    this.#status.keeping();
    const mistakes = await this.#step(null, begun);
    if (mistakes.length) this.#complain(scene, form, mistakes);
  }

  /** Writes answers into the present entry. @param {string[]} page @param {Answers} given */
  #answer(page, given) {
    this.#entry = { ...this.#entry, page, answers: { ...this.#entry.answers, ...given } };
    rewrite(this.#entry);
  }

  /**
   * Goes one page on: to the given questions, or to what comes next.
   * @param {string[] | null} page
   * @param {number} [begun]
   * @returns {Promise<Mistake[]>} what the core cannot take of the present page's answers
   */
  async #step(page, begun = performance.now()) {
    const deed = (this.#deed += 1);
    const next = { ...this.#entry, page };
    const { consultation, problems } = await this.#consult(next, this.#entry.page ?? []);
    if (deed !== this.#deed) return [];
    if (!consultation) return problems;
    next.page ??= consultation.ask_together.length ? consultation.ask_together : null;
    // Counted only now: while the answer was under way, an anchor may have made an entry.
    next.index = this.#entry.index + 1;
    this.#entry = next;
    advance(next);
    await this.#show(consultation, true);
    performance.measure("policy-wizard:step", { start: begun, end: performance.now() });
    return [];
  }

  /** Back, Forward, or an anchor on this page. @param {any} state */
  async #travel(state) {
    const erased = finishErasing(this.#wizard);
    const found = erased ?? entryOf(state, this.#wizard);
    if (!found) return this.#adopt(state);
    const deed = (this.#deed += 1);
    if (!erased) found.answers = { ...this.#entry.answers, ...found.answers };
    this.#entry = found;
    rewrite(found);
    const { consultation } = await this.#consult(found);
    if (consultation && deed === this.#deed) await this.#show(consultation, true);
  }

  /** An entry that an anchor made belongs to where the person is. @param {any} state */
  #adopt(state) {
    if (state?.policyWizard) return;
    this.#entry = { ...this.#entry, index: this.#entry.index + 1 };
    rewrite(this.#entry);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target.closest("a, button") : null;
    const { act, fact } = /** @type {HTMLElement | null} */ (target)?.dataset ?? {};
    const acts = /** @type {{[act: string]: () => void}} */ ({
      back: () => this.#back(),
      change: () => this.#step([fact ?? ""]),
      erase: () => this.#erase(),
      link: () => this.#link(),
      retry: () => this.#retry(),
      print: () => print(),
      copy: () => this.#copy(),
      "all-no": () => this.#form && answerAllNo(this.#form),
    });
    if (act && acts[act]) {
      event.preventDefault();
      acts[act]();
    } else if (target?.closest(".pw-errors")) this.#toField(event, target);
  }

  /** Back in the history; on the first page of this document, back in the questions. */
  async #back() {
    const previous = await this.#previous();
    if (this.#entry.index > this.#origin || !previous) history.back();
    else this.#step([previous]);
  }

  /** @returns {Promise<string | undefined>} the answered question before this page */
  async #previous() {
    const { wizard } = await this.#ready();
    const asked = wizard.questions.map(({ fact }) => fact);
    const here = this.#entry.page ? asked.indexOf(this.#entry.page[0]) : asked.length;
    return asked.slice(0, here).findLast((fact) => fact in this.#entry.answers);
  }

  /** Also what is known of a link that the answers came by. */
  #erase() {
    this.#replay = null;
    if (erase(this.#entry)) this.#travel(null);
  }

  #retry() {
    this.#status.retrying();
    this.#load();
    this.#runtime?.restart();
    this.dispatchEvent(new Event("retry"));
    // Where nothing else is asked, its reply tells that the runtime is there again.
    this.#consult(this.#entry);
  }

  async #copy() {
    const { say } = await this.#ready();
    const result = this.querySelector(".pw-result");
    const done = result && navigator.clipboard?.writeText(asText(result));
    const copied = await done?.then(() => true, () => false);
    this.#status.announce(say(copied ? "tools.copied" : "tools.not_copied"));
  }

  /** Makes a link that carries the answers, shows it and copies it. */
  async #link() {
    const { say, words, wizard, root } = await this.#ready();
    const page = new URL(wizard.address, root);
    const href = linkTo(page, this.#wizard, words.revision, this.#entry.answers);
    const box = this.querySelector(".pw-link-box");
    const field = box?.querySelector("input");
    if (!box || !field) return;
    field.value = href;
    box.removeAttribute("hidden");
    field.select();
    const copied = await navigator.clipboard?.writeText(href).then(() => true, () => false);
    this.#status.announce(say(copied ? "tools.link_copied" : "tools.link_shown"));
  }

  /** From the summary of mistakes to the field. @param {Event} event @param {Element} link */
  #toField(event, link) {
    event.preventDefault();
    const id = link.getAttribute("href")?.slice(1) ?? "";
    const field = document.getElementById(id);
    field?.focus();
    field?.closest("fieldset")?.scrollIntoView({ block: "nearest" });
  }

  // Leaving -------------------------------------------------------------------------------------

  /**
   * A link to this wizard in the other language, or to another wizard, takes the answers along.
   * @param {MouseEvent} event
   */
  #leave(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const wizard = link?.dataset.carry ?? (link?.dataset.keepAnswers !== undefined && this.#wizard);
    if (!link || !wizard || (link.dataset.carry && !this.contains(link))) return;
    const given = this.#form ? read(this.#form) : {};
    const answers = { ...this.#entry.answers, ...given };
    if (!Object.keys(answers).length) return;
    const page = wizard === this.#wizard ? this.#entry.page : null;
    carryBy(link, { ...this.#entry, wizard, answers, page });
  }

  /** @param {Scene} scene @param {string} wizard @param {Answers} given */
  #goTo(scene, wizard, given) {
    const facts = Object.keys(given);
    this.#answer(facts, given);
    const address = new URL(scene.words.wizards[wizard][scene.place], scene.root).href;
    location.assign(carrying(address, { ...this.#entry, wizard, page: null }));
  }

  // Showing -------------------------------------------------------------------------------------

  /**
   * Shows where the person is; tells the page.
   * @param {Consultation} found
   * @param {boolean} moved whether the person did something: then the focus goes to the heading
   */
  async #show(found, moved) {
    const scene = await this.#ready();
    const { answers, page, index } = this.#entry;
    const asked = page?.filter((fact) => scene.wizard.questions.some((q) => q.fact === fact));
    const facts = asked?.length ? asked : found.ask_together;
    const ending = facts.length === 0;
    const back = index > 0 || (await this.#previous()) !== undefined;
    const view = ending
      ? outcomeView(scene, found, answers)
      : questionView(scene, facts, answers, found.ignored, { back, opening: index === this.#origin });
    const replay = this.#replay;
    if (replay && counts(replay.kept, answers)) view.prepend(replayView(scene, replay, found));
    if (moved) this.querySelector(":scope > .pw-refused")?.remove();
    showView(this, view, this.#title, moved);
    if (!ending) {
      performance.mark("policy-wizard:first-question");
      this.#explain(facts, found);
    }
    this.#emit("step", found);
    if (ending) this.#emit("outcome", found);
  }

  /** @param {string[]} facts of the page @param {Consultation} found */
  async #explain(facts, found) {
    const scene = await this.#ready();
    const runtime = /** @type {Runtime} */ (this.#runtime);
    await explain(this, scene, facts, found, this.#entry.answers, async (answers) => {
      const { consultation } = await runtime.consult(this.#wizard, answers);
      return consultation;
    });
  }

  /** @param {Scene} scene @param {HTMLFormElement} form @param {Mistake[]} mistakes */
  #complain(scene, form, mistakes) {
    showMistakes(scene, form, mistakes);
    const heading = form.querySelector(".pw-question")?.textContent;
    document.title = scene.say("errors.page_title", { title: `${heading} – ${this.#title}` });
  }

  /** @param {Trouble} trouble */
  #fail(trouble) {
    this.#emit("failed", this.#status.failed(trouble));
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    const how = { bubbles: true, composed: true, detail };
    this.dispatchEvent(new CustomEvent(`policy-wizard:${name}`, how));
  }
}

/** Whether the answers of a link are still given. @param {Answers} kept @param {Answers} answers */
function counts(kept, answers) {
  return Object.entries(kept).every(([fact, value]) => String(answers[fact]) === String(value));
}

/** @param {Event} event @returns {any} */
function detailOf(event) {
  return /** @type {CustomEvent} */ (event).detail;
}
