/** The one module that a page loads: defines `<policy-wizard>` and brings its sheets. */

import "./early.js";
import { PolicyWizard } from "./element.js";

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

customElements.define("policy-wizard", PolicyWizard);
