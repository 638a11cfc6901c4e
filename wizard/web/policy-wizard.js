/** The one module that a page loads: defines `<policy-wizard>` and brings its sheets. */

import "./early.js";
import { folderOf, runtimeOf } from "./runtime.js";

// The runtime takes longest: it starts before the other modules are here. A failure now is not
// lost: the element starts it again, and listens.
for (const element of document.querySelectorAll("policy-wizard")) {
  runtimeOf(folderOf(/** @type {HTMLElement} */ (element))).start();
}

for (const name of ["tokens.css", "wizard.css"]) {
  const { href } = new URL(name, import.meta.url);
  const sheets = [...document.querySelectorAll("link")].map((link) => link.href);
  if (sheets.includes(href)) continue;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  // First, so that the page's own sheets may say otherwise.
  document.head.prepend(link);
}

const { PolicyWizard } = await import("./element.js");
customElements.define("policy-wizard", PolicyWizard);
