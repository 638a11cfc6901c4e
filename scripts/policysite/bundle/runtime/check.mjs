// Proves that the packed runtime starts and that nothing is missing from it.
//
// Place in the flow: `runtime` runs it under Node before it keeps what it packed, with a job
// {runtime, digest, exercise} on standard input. Exit status 1 where the core is not the one that was packed.

import { boot, exercise, readJob } from './boot.mjs';

const { runtime, digest, exercise: text } = await readJob();
const python = await boot(runtime, runtime);
const found = await exercise(python, text);
if (found !== digest) throw new Error(`the packed core gives the digest ${found}, not ${digest}`);
