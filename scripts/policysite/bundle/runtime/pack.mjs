// Exercises the core in the stock runtime, and compiles the modules that this needed.
//
// Place in the flow: `runtime` runs it under Node, with a job {stock, packages, out, exercise} on
// standard input, and makes the archives of what it leaves in `out`.

import { boot, exercise, importBeside, readJob } from './boot.mjs';

const { stock, packages, out, exercise: text } = await readJob();
const python = await boot(stock, packages);
await exercise(python, text);
python.mountNodeFS('/out', out);
importBeside(python, 'modules').write_compiled('/out');
