/**
 * The module worker: starts the runtime that a policy's manifest names, and answers consultations.
 *
 * Place in the flow: `runtime.js` starts it and speaks to it; the core answers. JSON text goes in
 * and out. It says how far it is after every piece that arrives, so that silence means trouble.
 */

/** @import { FromWorker, Manifest, ToWorker } from "./runtime.js" */
/** @import { PyCallable } from "pyodide/ffi" */

/** The type that a program must have. */
const WASM = "application/wasm";

/**
 * The core as one call: a consultation's JSON, or the problems with the answers. Who goes back, or
 * begins again, asks what was asked before.
 */
const ASK = `
from functools import lru_cache
import json
import rulecore

def problem(p):
    return {"code": p.code, "fact": p.fact, "value": p.value, "detail": p.detail}

def ask(rules):
    base = rulecore.load(rules)
    @lru_cache(256)
    def consult(wizard, answers):
        try:
            return rulecore.consult(base, wizard, json.loads(answers)).json(), None
        except rulecore.InvalidAnswers as error:
            return None, json.dumps([problem(p) for p in error.problems])
    return consult

ask
`;

/** @type {Promise<PyCallable> | undefined} */
let consult;

self.onmessage = async ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  try {
    if (message.kind === "start") consult = start(new URL(message.policy));
    const core = await consult;
    if (message.kind === "start" || !core) return say({ kind: "started" });
    const reply = core(message.wizard, message.answers);
    const [json, problems] = reply.toJs();
    reply.destroy();
    say({ kind: "answer", number: message.number, json, problems });
  } catch (error) {
    say({ kind: "failed", reason: String(error) });
  }
};

/** @param {FromWorker} message */
function say(message) {
  self.postMessage(message);
}

/** @param {URL} policy the folder of the policy's data */
async function start(policy) {
  /** @type {Manifest} */
  const manifest = await (await need(new URL("manifest.json", policy))).json();
  countBytes(manifest, policy);
  const indexURL = new URL(manifest.runtime, policy).href;
  const packed = new URL(manifest.packed, policy).href;
  const rules = need(new URL("policy.json", policy)).then((response) => response.text());
  // Whoever awaits the rules first is late: an early failure must not count as unhandled.
  rules.catch(() => {});
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const [stdLibURL, lockFileURL] = [`${packed}python_stdlib.zip`, `${packed}pyodide-lock.json`];
  const python = await loadPyodide({ indexURL, stdLibURL, lockFileURL, packages: ["rulecore"] });
  const ask = python.runPython(ASK);
  return ask(await rules);
}

/** @param {URL} address */
async function need(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return response;
}

/**
 * From here on every file that is fetched tells of its bytes as they come. Scripts, which are
 * imported, count when the first file that they ask for does.
 * @param {Manifest} manifest
 * @param {URL} policy
 */
function countBytes({ files }, policy) {
  const sizes = new Map(files.map(({ path, size }) => [new URL(path, policy).href, size]));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const scripts = [...sizes].filter(([href]) => href.endsWith(".mjs"));
  let loaded = scripts.reduce((sum, [, size]) => sum + size, 0);
  const fetchPlain = self.fetch;
  self.fetch = async (resource, init) => {
    const response = await fetchPlain(resource, init).catch(tell);
    if (!response.ok) tell(`${response.url}: ${response.status}`);
    if (sizes.has(new URL(response.url).href)) count(response.clone());
    return typed(response);
  };

  /** @param {Response} copy of a response: the browser keeps what it compiled of untouched ones. */
  async function count({ body }) {
    const reader = body?.getReader();
    // A file that breaks off tells of itself where it is used.
    const next = () => reader?.read().catch(() => undefined);
    for (let piece = await next(); piece?.value; piece = await next()) {
      loaded += piece.value.byteLength;
      say({ kind: "progress", part: Math.min(loaded / total, 1) });
    }
  }
}

/**
 * The runtime waits for ever for a program that does not come, so the page hears of it from here.
 * @param {unknown} reason
 * @returns {never}
 */
function tell(reason) {
  say({ kind: "failed", reason: String(reason) });
  throw reason;
}

/**
 * The response, its type set where it is a program's, because a host that gives it another one
 * would make the runtime wait for ever.
 * @param {Response} response
 */
function typed(response) {
  const type = response.headers.get("content-type");
  if (!response.url.endsWith(".wasm") || type === WASM) return response;
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: { "content-type": WASM } });
}
