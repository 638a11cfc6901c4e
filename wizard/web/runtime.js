/**
 * The page's side of the worker: consultations as promises, progress, and trouble in time.
 *
 * Place in the flow: `element` asks it; the worker answers. A question outlives a failure: when the
 * runtime is started again, it is asked again.
 */

/** @import { Answers } from "./journey.js" */

/**
 * @typedef {object} Manifest what a policy's data consist of, see `bundle`
 * @property {string} runtime
 * @property {string} packed
 * @property {{path: string, sha256: string, size: number}[]} files
 */

/**
 * @typedef {{kind: "start", policy: string}
 *   | {kind: "consult", number: number, wizard: string, answers: string}} ToWorker
 */

/**
 * @typedef {{kind: "progress", part: number} | {kind: "started"} | {kind: "failed", reason: string}
 *   | {kind: "answer", number: number, json?: string, problems?: string}} FromWorker
 */

/**
 * @typedef {object} Consultation what `policy ask --json` prints
 * @property {string} wizard
 * @property {string} revision
 * @property {string} policy
 * @property {string} core
 * @property {Answers} answers
 * @property {"determined" | "undetermined" | "informative"} status
 * @property {string | null} outcome
 * @property {string[]} could_be
 * @property {string[]} missing
 * @property {string[]} rules
 * @property {string[]} clauses
 * @property {string[]} notes
 * @property {{text: string, folded: boolean}[]} texts
 * @property {string[]} ignored
 * @property {string | null} next_question
 * @property {string[]} ask_together
 * @property {string[]} left all that may still be asked; no answer adds to it
 * @property {Change[]} changes once nothing is left to ask, the smallest first
 * @property {{[fact: string]: Waiting}} waiting for each fact of `ask_together`
 * @property {Answers} because of a determined outcome: answers that suffice for it, none of them idle
 * @property {Possible[]} possible of an undetermined one, once nothing is left to ask
 */

/**
 * @typedef {object} Change answers that, changed together, would change the outcome
 * @property {Answers} answers the better ones
 * @property {string | null} outcome null where outcomes of several tiers remain possible
 * @property {string[]} could_be
 */

/** @typedef {{rules: string[], passages: string[]}} Waiting what the answer can still turn */

/** @typedef {{outcome: string, answers: Answers}} Possible answers that would make it certain */

/**
 * @typedef {object} Problem an answer that cannot be taken
 * @property {string} code
 * @property {string} fact
 * @property {string} value
 * @property {string[]} detail what would be right: of a number, its bounds
 */

/**
 * @typedef {{consultation: Consultation, problems?: undefined}
 *   | {consultation?: undefined, problems: Problem[]}} Reply
 */

/** @typedef {"unsupported" | "blocked" | "stalled"} Trouble */

/** Silence of this length, in milliseconds, is trouble. */
const SILENCE = 8000;

/** @type {Map<string, Runtime>} */
const runtimes = new Map();

/**
 * The folder of the policy's data that an element answers from: its `src`, else that of the page's
 * own revision.
 * @param {HTMLElement} element
 */
export function folderOf(element) {
  const address = element.getAttribute("src") ?? document.body.dataset.policy ?? ".";
  return new URL(address.endsWith("/") ? address : `${address}/`, document.baseURI);
}

/**
 * The runtime of a policy: the wizards of a page share it.
 * @param {URL} policy the folder of the policy's data
 */
export function runtimeOf(policy) {
  const found = runtimes.get(policy.href) ?? new Runtime(policy);
  runtimes.set(policy.href, found);
  return found;
}

/**
 * Events: `progress` (`detail`: the part that has arrived, 0 to 1), `trouble` (`detail`: what kind).
 * A stalled runtime that comes to itself goes on by itself.
 */
export class Runtime extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, {message: ToWorker, resolve: (reply: Reply) => void}>} */
  #open = new Map();
  #count = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #alarm;
  #policy;

  /** @param {URL} policy */
  constructor(policy) {
    super();
    this.#policy = policy;
  }

  /** Starts the worker where none runs. */
  start() {
    if (this.#worker) return;
    try {
      if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
      this.#worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    } catch {
      // On the next turn: who starts listens only then.
      setTimeout(() => this.#fail("unsupported"));
      return;
    }
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = () => this.#fail("blocked");
    this.#send({ kind: "start", policy: this.#policy.href });
    for (const { message } of this.#open.values()) this.#send(message);
  }

  /** Gives the present worker up and starts another. */
  restart() {
    this.#stop();
    this.start();
  }

  /**
   * @param {string} wizard
   * @param {Answers} answers
   * @returns {Promise<Reply>} never rejects; it waits for a runtime that can answer
   */
  consult(wizard, answers) {
    const number = (this.#count += 1);
    /** @type {ToWorker} */
    const message = { kind: "consult", number, wizard, answers: JSON.stringify(answers) };
    return new Promise((resolve) => {
      this.#open.set(number, { message, resolve });
      if (this.#worker) this.#send(message);
    });
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.#worker?.postMessage(message);
    this.#listen();
  }

  /** Waits for a word of the worker's, as long as one is due. */
  #listen() {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#tell("trouble", "stalled"), SILENCE);
  }

  /** @param {FromWorker} message */
  #hear(message) {
    this.#listen();
    if (message.kind === "failed") this.#fail("blocked");
    else if (message.kind === "progress") this.#tell("progress", message.part);
    else if (message.kind === "answer") this.#answer(message);
    if (message.kind !== "progress" && this.#open.size === 0) clearTimeout(this.#alarm);
  }

  /** @param {Extract<FromWorker, {kind: "answer"}>} message */
  #answer({ number, json, problems }) {
    const open = this.#open.get(number);
    this.#open.delete(number);
    if (json) open?.resolve({ consultation: JSON.parse(json) });
    else open?.resolve({ problems: JSON.parse(problems ?? "[]") });
  }

  /** @param {Trouble} trouble */
  #fail(trouble) {
    this.#stop();
    this.#tell("trouble", trouble);
  }

  #stop() {
    clearTimeout(this.#alarm);
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
