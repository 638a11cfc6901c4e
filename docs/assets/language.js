/** The language switch keeps the anchor; the page is in the link already. */

for (const link of document.querySelectorAll("a[hreflang]")) {
  link.addEventListener("click", () => {
    if (!(link instanceof HTMLAnchorElement) || link.hash) return;
    const { href } = link;
    link.hash = location.hash;
    // The reader may come back and leave from another anchor.
    setTimeout(() => { link.href = href; });
  });
}
