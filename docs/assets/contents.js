/** Marks in the contents the section that is being read: the last one whose heading has passed. */

const links = new Map();
for (const link of document.querySelectorAll(".pol-toc__link")) {
  const id = decodeURIComponent((link.getAttribute("href") ?? "").slice(1));
  const heading = document.getElementById(id);
  if (heading) links.set(heading, link);
}

if (links.size) {
  let due = false;
  const mark = () => {
    due = false;
    const line = innerHeight / 4;
    let current;
    for (const heading of links.keys()) {
      if (heading.getBoundingClientRect().top > line) break;
      current = heading;
    }
    for (const [heading, link] of links) {
      if (heading === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => {
    if (!due) requestAnimationFrame(mark);
    due = true;
  }, { passive: true });
  mark();
}
