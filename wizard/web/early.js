/**
 * What cannot wait for the module: answers that come in the address leave it before the page is
 * painted, an answer sent too early is remembered, and a module that never comes is said in words.
 *
 * Place in the flow: a classic script in the head of a page with a wizard; the module runs it too,
 * for pages that have the module alone.
 */
(() => {
  const scope = /** @type {Window & {policyWizardEarly?: boolean}} */ (window);
  if (scope.policyWizardEarly) return;
  scope.policyWizardEarly = true;

  const PREFIX = "#policy-wizard=";
  const LINK = "#policy-answers";
  const MODULE = "/policy-wizard.js";
  const PATIENCE = 9000;

  function takeAnswers() {
    if (location.hash.startsWith(LINK)) return leave({ policyLink: location.hash.slice(1) });
    if (!location.hash.startsWith(PREFIX)) return;
    let entry = null;
    try {
      entry = JSON.parse(decodeURIComponent(location.hash.slice(PREFIX.length)));
    } catch {
      // An address that somebody cut or changed: the wizard starts without answers.
    }
    leave({ policyWizard: entry });
  }

  /** Keeps something in the history's entry, and takes the fragment out of the address. @param {object} found */
  function leave(found) {
    history.replaceState({ ...history.state, ...found }, "", location.pathname + location.search);
  }

  function moduleFails() {
    if (customElements.get("policy-wizard")) return;
    for (const wizard of document.querySelectorAll("policy-wizard")) {
      wizard.setAttribute("state", "failed");
      wizard.querySelector(".pw-failed")?.removeAttribute("hidden");
      wizard.querySelector("[data-act=retry]")?.addEventListener("click", () => {
        if (!customElements.get("policy-wizard")) location.reload();
      });
    }
  }

  takeAnswers();
  addEventListener("hashchange", takeAnswers);
  addEventListener("submit", ({ target }) => {
    if (target instanceof HTMLFormElement && target.closest("policy-wizard")) {
      target.dataset.sent = "";
    }
  });
  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLScriptElement && target.src.endsWith(MODULE)) moduleFails();
  }, true);
  setTimeout(moduleFails, PATIENCE);
})();
