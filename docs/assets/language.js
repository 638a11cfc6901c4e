/** The language switch keeps the anchor; the page is in the link already. */

for (const link of document.querySelectorAll("a[hreflang]")) {
  link.addEventListener("click", () => {
    if (link instanceof HTMLAnchorElement && !link.hash) link.hash = location.hash;
  });
}
