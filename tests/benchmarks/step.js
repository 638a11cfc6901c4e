// What is timed of a step, for each page: how long the worker takes to answer, and how long it is
// from a person's Continue to the next page on the screen.

window.answered = {};
window.replies = {};
window.painted = [];

/** Has a worker's answers kept, with the time that each took, by what was asked. */
const kept = (worker, send) => {
  const asked = new Map();
  worker.postMessage = (message) => {
    asked.set(message.number, `${message.wizard} ${message.answers}`);
    send(message);
  };
  worker.hear = ({ data }) => {
    if (data.kind !== "answer") return;
    const key = asked.get(data.number);
    (answered[key] ??= []).push(data.took);
    replies[key] = data;
  };
};

/** Where the worker's program runs: notes how long each answer took, from the question's arrival. */
const timed = (within) => {
  const { onmessage, postMessage } = within;
  const begun = new Map();
  within.onmessage = (event) => {
    begun.set(event.data.number, performance.now());
    return onmessage(event);
  };
  within.postMessage = (message) =>
    postMessage.call(within, { ...message, took: performance.now() - begun.get(message.number) });
};

const WORKERS = {
  /** As it is: a thread of its own. */
  own(Real) {
    return class extends Real {
      constructor(address, how) {
        const program = `import ${JSON.stringify(String(address))}; (${timed})(self);`;
        super(URL.createObjectURL(new Blob([program], { type: "text/javascript" })), how);
        kept(this, (message) => super.postMessage(message));
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
        const there = new Promise((loaded) => (script.onload = loaded)).then(() => timed(within));
        kept(this, (message) => there.then(() => within.onmessage({ data: message })));
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
