// What is timed of a step, for each page: how long the worker takes to answer, and how long it is
// from a person's Continue to the next page on the screen.

window.answered = {};
window.replies = {};
window.painted = [];

/** Has a worker's answers timed and kept, by what was asked. */
const timed = (worker, send) => {
  const asked = new Map();
  worker.postMessage = (message) => {
    const { kind, number, wizard, answers } = message;
    if (kind === "consult") asked.set(number, [`${wizard} ${answers}`, performance.now()]);
    send(message);
  };
  worker.hear = ({ data }) => {
    if (data.kind !== "answer") return;
    const [key, begun] = asked.get(data.number);
    (answered[key] ??= []).push(performance.now() - begun);
    replies[key] = data;
  };
};

const WORKERS = {
  /** As it is: a thread of its own. */
  own(Real) {
    return class extends Real {
      constructor(...how) {
        super(...how);
        timed(this, (message) => super.postMessage(message));
        this.addEventListener("message", this.hear);
      }
    };
  },
  /** The same program in the page's thread, which alone can be made slow. */
  page() {
    return class {
      constructor(address) {
        const frame = document.documentElement.appendChild(document.createElement("iframe"));
        frame.hidden = true;
        const within = frame.contentWindow;
        within.postMessage = (data) => {
          this.hear({ data });
          setTimeout(() => this.onmessage({ data }));
        };
        const script = frame.contentDocument.createElement("script");
        const there = new Promise((loaded) => (script.onload = loaded));
        timed(this, (message) => there.then(() => within.onmessage({ data: message })));
        Object.assign(script, { type: "module", src: address });
        frame.contentDocument.head.append(script);
      }
    };
  },
  /** None: what was answered before is at hand. */
  canned() {
    return class {
      postMessage({ kind, number, wizard, answers }) {
        const said = kind === "start" ? { kind: "started" } : { ...CANNED[`${wizard} ${answers}`], number };
        setTimeout(() => this.onmessage({ data: said }));
      }
      terminate() {}
    };
  },
};
window.Worker = WORKERS[KIND](Worker);

let begun = 0;
addEventListener("submit", ({ timeStamp }) => (begun = timeStamp), true);
addEventListener("policy-wizard:step", () => {
  const from = begun;
  begun = 0;
  if (from) requestAnimationFrame(() => setTimeout(() => painted.push(performance.now() - from)));
});
