// A wizard in a frame of another page: tells its height, and nothing else; links open outside.
const page = document.documentElement;

/** @param {number} height in CSS pixels */
function tell(height) {
  // The page around may be of any origin: a height is no secret.
  parent.postMessage({ type: "policy-wizard:height", height }, "*");
}

new ResizeObserver(() => tell(Math.ceil(page.getBoundingClientRect().height))).observe(page);

addEventListener(
  "click",
  ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link || link.dataset.act || link.dataset.carry || link.getAttribute("href")?.startsWith("#")) return;
    link.target = "_blank";
    link.rel = "noopener";
  },
  { capture: true },
);
