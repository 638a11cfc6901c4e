/**
 * Search, over Pagefind's index of this language. The index is loaded when the field is first
 * used, from this site; the words stay in the page and in no address.
 */

/** @typedef {{element: string, id: string, text: string, location: number}} Anchor */
/**
 * @typedef {object} Found one page
 * @property {string} url
 * @property {{title: string}} meta
 * @property {string} content
 * @property {string} excerpt
 * @property {number[]} locations of the words found, counted in words
 * @property {Anchor[]} anchors
 */
/** @typedef {{name: string, where: string, url: string, excerpt: string, policy: boolean}} Hit */

const SHOWN = 12;
const WORDS_AROUND = 14;

const root = document.querySelector(".pol-search");
if (root instanceof HTMLElement) start(root);

/** @param {HTMLElement} root */
function start(root) {
  const words = JSON.parse(root.dataset.words ?? "{}");
  const input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
  const open = /** @type {HTMLButtonElement} */ (root.querySelector(".pol-search__open"));
  const found = /** @type {HTMLElement} */ (root.querySelector(".pol-search__found"));
  const count = /** @type {HTMLElement} */ (root.querySelector(".pol-search__count"));
  const list = /** @type {HTMLElement} */ (root.querySelector(".pol-search__list"));
  const folder = new URL(root.dataset.search ?? "", location.href);
  /** @type {Promise<any> | undefined} */
  let engine;
  let asked = 0;

  const load = () => engine ??= import(new URL("pagefind.js", folder).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: new URL("../", folder).href });
    await pagefind.init();
    return pagefind;
  });

  const close = () => { found.hidden = true; };

  const ask = async () => {
    const query = input.value.trim();
    const turn = ++asked;
    if (!query) return close();
    const slow = setTimeout(() => tell(words.searching), 400);
    try {
      const pagefind = await load();
      const answer = await pagefind.search(asWords(query));
      const pages = await Promise.all(
        answer.results.map((/** @type {{data: () => Promise<Found>}} */ result) => result.data()));
      if (turn === asked) show(query, pages.flatMap(hits));
    } catch {
      engine = undefined;
      if (turn === asked) tell(words.failed);
    } finally {
      clearTimeout(slow);
    }
  };

  /** @param {string} text */
  const tell = (text) => {
    found.hidden = false;
    list.replaceChildren();
    count.textContent = text;
  };

  /** @param {string} query @param {Hit[]} all */
  const show = (query, all) => {
    const pattern = all.length === 0 ? words.none : all.length === 1 ? words.one : words.many;
    const total = pattern.replace("{query}", query).replace("{count}", String(all.length));
    const more = all.length > SHOWN ? ` ${words.more.replace("{shown}", String(SHOWN))}` : "";
    tell(total + more);
    list.replaceChildren(...all.slice(0, SHOWN).map(item));
  };

  let wait = 0;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 150);
  });
  input.addEventListener("focus", () => {
    load().catch(() => { engine = undefined; });
    if (input.value.trim() && list.childElementCount) found.hidden = false;
  });
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    ask();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !found.hidden) {
      event.preventDefault();
      close();
      input.focus();
    } else if (event.key === "Escape" && root.classList.contains("pol-search--open")) {
      toggle(false);
      open.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event);
    }
  });
  root.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node) || !root.contains(event.relatedTarget)) {
      if (matchMedia("(min-width: 60em)").matches) close();
    }
  });
  // A link to the page that is open only moves it: the results get out of the way.
  list.addEventListener("click", () => { close(); toggle(false); });

  /** @param {KeyboardEvent} event */
  const move = (event) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here >= 0 && next) {
      event.preventDefault();
      next.focus();
    }
  };

  /** @param {boolean} on */
  const toggle = (on) => {
    root.classList.toggle("pol-search--open", on);
    open.setAttribute("aria-expanded", String(on));
  };
  open.addEventListener("click", () => {
    const on = !root.classList.contains("pol-search--open");
    toggle(on);
    if (on) input.focus();
  });
  root.hidden = false;
}

/** An apostrophe parts words, whichever it is. @param {string} query */
function asWords(query) {
  return query.replace(/['’]/g, " ").normalize("NFC");
}

/**
 * The hits of one page: one for each anchor under which words were found, nearest before them.
 * @param {Found} page @returns {Hit[]}
 */
function hits(page) {
  /** @type {Map<string, {anchor: Anchor | undefined, at: number[]}>} */
  const groups = new Map();
  const places = page.anchors.filter(({ id }) => id && !id.startsWith("call-"));
  for (const at of page.locations) {
    const anchor = places.findLast(({ location }) => location <= at);
    const group = groups.get(anchor?.id ?? "") ?? { anchor, at: [] };
    group.at.push(at);
    groups.set(anchor?.id ?? "", group);
  }
  const content = page.content.split(/\s+/);
  return [...groups.values()].map(({ anchor, at }) => {
    const element = anchor && document.createElement(anchor.element);
    const heading = page.anchors.findLast(
      ({ element, location }) => /^h[2-6]$/.test(element) && location <= (at[0] ?? 0));
    return {
      name: heading?.text?.trim() || page.meta.title,
      where: heading ? page.meta.title : "",
      url: page.url + (anchor ? `#${anchor.id}` : ""),
      excerpt: excerpt(content, at),
      policy: Boolean(element) && page.meta.title !== "" && !/[:]/.test(anchor?.id ?? ":"),
    };
  });
}

/** @param {string[]} content @param {number[]} at */
function excerpt(content, at) {
  const first = Math.max(0, (at[0] ?? 0) - WORDS_AROUND / 2);
  const last = Math.min(content.length, first + WORDS_AROUND * 2);
  const marked = content.slice(first, last).map((word, index) => {
    const safe = word.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return at.includes(first + index) ? `<mark>${safe}</mark>` : safe;
  });
  return `${first > 0 ? "… " : ""}${marked.join(" ")}${last < content.length ? " …" : ""}`;
}

/** @param {Hit} hit */
function item({ name, where, url, excerpt, policy }) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.className = `pol-search__hit${policy ? " pol-search__hit--policy" : ""}`;
  link.href = url;
  for (const [part, text] of [["name", name], ["where", where]]) {
    if (!text) continue;
    const span = document.createElement("span");
    span.className = `pol-search__${part}`;
    span.textContent = text;
    link.append(span);
  }
  const shown = document.createElement("span");
  shown.className = "pol-search__excerpt";
  shown.innerHTML = excerpt;
  link.append(shown);
  row.append(link);
  return row;
}
