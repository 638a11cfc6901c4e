// Starts the runtime under Node, with the core loaded as the browser loads it, and exercises it.
//
// Place in the flow: `pack.mjs` starts the stock runtime, `check.mjs` and the tests the packed one.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = '/packing';

// Node would print the line of the runtime's script that threw, which is a megabyte long.
process.on('uncaughtException', (error) => {
  console.error(String(error?.message ?? error).trim());
  process.exit(1);
});

/**
 * @param {string} runtime  the folder that holds the runtime and its standard library
 * @param {string} packages the folder that holds the lock and the core's wheel
 */
export async function boot(runtime, packages) {
  const { loadPyodide } = await import(pathToFileURL(join(runtime, 'pyodide.mjs')).href);
  const python = await loadPyodide({
    indexURL: runtime,
    lockFileURL: join(packages, 'pyodide-lock.json'),
    // Sets are written in the order of their hashes: fixed, so that packing is reproducible.
    env: { PYTHONHASHSEED: '0' },
  });
  await loadCore(python);
  return python;
}

/** `loadPackage` resolves even where it fails: only its callback tells. */
async function loadCore(python) {
  const problems = [];
  await python.loadPackage('rulecore', {
    messageCallback() {},
    errorCallback: (message) => problems.push(message),
  });
  if (problems.length) throw new Error(problems.join('; '));
}

/** The Python module beside this script, imported in the runtime. */
export function importBeside(python, name) {
  return importText(python, name, readFileSync(join(import.meta.dirname, `${name}.py`), 'utf8'));
}

/** A Python module of that name with that text, imported in the runtime. */
function importText(python, name, text) {
  python.FS.mkdirTree(FOLDER);
  python.FS.writeFile(`${FOLDER}/${name}.py`, text);
  python.runPython(`import sys\nif '${FOLDER}' not in sys.path: sys.path.append('${FOLDER}')`);
  return python.pyimport(name);
}

/** What a page may do with the runtime and, as `text` has it, with the core; gives its digest. */
export async function exercise(python, text) {
  for (const code of ['undefined_name', '1 +', 'import no_such_module', '{}["é"]', 'raise ValueError'])
    try {
      python.runPython(code);
    } catch (error) {
      if (error.name !== 'PythonError') throw error;
    }
  await python.runPythonAsync('import asyncio\nawait asyncio.sleep(0)');
  const globals = python.toPy({ answers: { fact: ['a', 'b'] } });
  python.runPython('import json; json.dumps(answers)', { globals });
  globals.toJs();
  globals.destroy();
  return importText(python, 'exercise', text).run();
}

/** The job that the caller wrote on standard input, as JSON. */
export async function readJob() {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return JSON.parse(text);
}
