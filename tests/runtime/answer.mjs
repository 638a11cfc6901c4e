// Answers many questions in the runtime under Node, in one process.
//
// Standard input: {stock or packed folders, cases}: {runtime, packages, bases: {name: text of
// policy.json}, cases: [{base, wizard, answers, rest}]}. Standard output: one JSON list, with what
// each case gave: the consultation's own JSON as a text, or the error as a text.

import { boot, readJob } from '../../scripts/policysite/bundle/runtime/boot.mjs';

const ASK = `
import json, rulecore

def ask(job):
    job = json.loads(job)
    bases = {name: rulecore.load(text) for name, text in job["bases"].items()}
    return json.dumps([answer(bases[case["base"]], case) for case in job["cases"]])

def answer(base, case):
    try:
        return rulecore.consult(base, case["wizard"], case["answers"], rest=case["rest"]).json()
    except rulecore.InvalidAnswers as error:
        return f"InvalidAnswers: {error}"

ask
`;

const { runtime, packages, ...job } = await readJob();
const python = await boot(runtime, packages);
console.log(python.runPython(ASK)(JSON.stringify(job)));
