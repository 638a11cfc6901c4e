/**
 * A link to a passage that this revision does not have: what became of it. Asked for only then.
 */

const notice = document.querySelector(".pol-gone");
if (notice instanceof HTMLElement) {
  addEventListener("hashchange", () => look(notice));
  await look(notice);
}

/** @param {HTMLElement} notice */
async function look(notice) {
  const id = decodeURIComponent(location.hash.slice(1));
  notice.hidden = true;
  if (!id || document.getElementById(id)) return;
  const list = new URL(notice.dataset.gone ?? "", location.href);
  /** @type {{[clause: string]: string}} */
  const gone = await fetch(list).then((response) => (response.ok ? response.json() : {}), () => ({}));
  const link = notice.querySelector("a");
  if (!Object.hasOwn(gone, id) || !link) return;
  link.href = new URL(`../${gone[id]}`, list).href;
  notice.hidden = false;
  notice.scrollIntoView({ block: "center" });
}
