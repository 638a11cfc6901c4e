// The workload beside this script, in the runtime under Node: a line of JSON in, a line out.
//
// Arguments: the folder of the runtime, and that of the core's lock and wheel.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { boot } from '../../scripts/policysite/bundle/runtime/boot.mjs';

const [runtime, packages] = process.argv.slice(2);
const python = await boot(runtime, packages);
python.FS.writeFile('/workload.py', readFileSync(join(import.meta.dirname, 'workload.py')));
python.runPython("import sys; sys.path.append('/')");
const workload = python.pyimport('workload');
for await (const line of createInterface({ input: process.stdin })) console.log(workload.run(line));
