/**
 * Search, over Pagefind's index of this language. The index is loaded when the field is first
 * used, from this site; the words stay in the page and in no address.
 */

/** @typedef {{element: string, id: string, text: string, location: number}} Anchor */
/**
 * @typedef {object} Page what Pagefind tells of one page
 * @property {string} url
 * @property {{title: string}} meta
 * @property {string} content its words, separated by spaces
 * @property {number[]} locations of the words found, counted in words
 * @property {Anchor[]} anchors
 */
/**
 * @typedef {object} Hit one passage
 * @property {string} name its heading
 * @property {string} url
 * @property {number[]} at places of the words found
 */

const SHOWN = 4;
const AROUND = 7;
/** Ends a word that the index cuts at its apostrophe; the next one follows without a space. */
const CUT = "\u2060";
const DESK = matchMedia("(min-width: 60em)");

const root = document.querySelector(".pol-search");
if (root instanceof HTMLElement) start(root);

/** @param {HTMLElement} root */
function start(root) {
  const words = JSON.parse(root.dataset.words ?? "{}");
  const input = part(root, "input", HTMLInputElement);
  const open = part(root, ".pol-search__open", HTMLButtonElement);
  const found = part(root, ".pol-search__found", HTMLElement);
  const count = part(root, ".pol-search__count", HTMLElement);
  const list = part(root, ".pol-search__list", HTMLElement);
  const first = new URL(root.dataset.first ?? "", location.href).href;
  const folder = new URL(root.dataset.search ?? "", location.href);
  /** @type {Promise<any> | undefined} */
  let engine;
  let turn = 0;
  let wait = 0;

  function load() {
    engine ??= import(new URL("pagefind.js", folder).href).then(async (pagefind) => {
      await pagefind.options({ baseUrl: new URL("../", folder).href });
      await pagefind.init();
      return pagefind;
    });
    engine.catch(() => { engine = undefined; });
    return engine;
  }

  async function ask() {
    const query = input.value.trim();
    const mine = ++turn;
    if (!query) return close();
    const slow = setTimeout(() => tell(words.searching), 400);
    try {
      const pages = await pagesFor(await load(), query, first);
      if (mine === turn) show(query, pages);
    } catch {
      if (mine === turn) tell(words.failed);
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {string} query @param {Page[]} pages */
  function show(query, pages) {
    const groups = pages.map((page) => ({ page, hits: hitsOf(page) }));
    const total = groups.reduce((sum, { hits }) => sum + hits.length, 0);
    const pattern = total === 0 ? words.none : total === 1 ? words.one : words.many;
    tell(pattern.replace("{query}", () => query).replace("{count}", String(total)));
    list.replaceChildren(...groups.map(({ page, hits }) => group(page, hits, words)));
  }

  /** @param {string} text */
  function tell(text) {
    found.hidden = false;
    list.replaceChildren();
    count.textContent = text;
  }

  function close() {
    found.hidden = true;
  }

  /** @param {boolean} on */
  function unfold(on) {
    root.classList.toggle("pol-search--open", on);
    open.setAttribute("aria-expanded", String(on));
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const stops = [input, ...list.querySelectorAll("a")];
    const here = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (!found.hidden) {
      event.preventDefault();
      close();
      input.focus();
    } else if (root.classList.contains("pol-search--open")) {
      unfold(false);
      open.focus();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 150);
  });
  input.addEventListener("focus", () => {
    load();
    if (input.value.trim() && list.childElementCount) found.hidden = false;
  });
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    ask();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave(event);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event);
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    const inside = relatedTarget instanceof Node && root.contains(relatedTarget);
    if (!inside && DESK.matches) close();
  });
  // A link into the page that is open only moves it: the results get out of the way.
  list.addEventListener("click", () => {
    close();
    unfold(false);
  });
  open.addEventListener("click", () => {
    unfold(!root.classList.contains("pol-search--open"));
    if (root.classList.contains("pol-search--open")) input.focus();
  });
  root.hidden = false;
}

/**
 * @template {HTMLElement} T
 * @param {HTMLElement} root @param {string} selector @param {new () => T} kind @returns {T}
 */
function part(root, selector, kind) {
  const element = root.querySelector(selector);
  if (element instanceof kind) return element;
  throw new TypeError(`the search has no ${selector}`);
}

/**
 * The pages that hold the words: the policy's own text, then the others, the best first.
 * @param {any} pagefind @param {string} query @param {string} text @returns {Promise<Page[]>}
 */
async function pagesFor(pagefind, query, text) {
  const { results } = await pagefind.search(essence(query));
  /** @type {Page[]} */
  const pages = await Promise.all(
    results.map((/** @type {{data: () => Promise<Page>}} */ one) => one.data()));
  const isText = (/** @type {Page} */ { url }) => new URL(url, location.href).href === text;
  return [...pages.filter(isText), ...pages.filter((page) => !isText(page))];
}

/** The words that count: what an apostrophe cuts off (l', qu', 's) does not. @param {string} query */
function essence(query) {
  const words = query.normalize("NFC").replace(/(^|\s)\p{L}{1,2}['’]|['’]\p{L}(?=\s|$)/gu, "$1");
  return words.replace(/['’]/g, " ").trim();
}

/**
 * The passages of one page that hold words found: one for each anchor, the best first. The rarer
 * a word is on the page, the more a passage with it counts.
 * @param {Page} page @returns {Hit[]}
 */
function hitsOf(page) {
  const words = page.content.split(/\s+/);
  const wordAt = (/** @type {number} */ at) =>
    (words[at] ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const at of page.locations) times.set(wordAt(at), (times.get(wordAt(at)) ?? 0) + 1);
  const worth = (/** @type {Hit} */ { at }) =>
    at.reduce((sum, place) => sum + 1 / (times.get(wordAt(place)) ?? 1), 0);
  const anchors = page.anchors.filter(({ id }) => id && !id.startsWith("call-"));
  /** @type {Map<Anchor | undefined, number[]>} */
  const places = new Map();
  for (const at of page.locations) {
    const anchor = anchors.findLast(({ location }) => location <= at);
    places.set(anchor, [...(places.get(anchor) ?? []), at]);
  }
  const hits = [...places].map(([anchor, at]) => {
    const heading = anchors.findLast(
      ({ element, location }) => /^h[2-6]$/.test(element) && location <= (anchor?.location ?? 0));
    const url = anchor ? `${page.url}#${anchor.id}` : page.url;
    return { name: joined(heading?.text?.trim() || page.meta.title), url, at };
  });
  return hits.sort((one, other) => worth(other) - worth(one));
}

/** @param {Page} page @param {Hit[]} hits @param {Record<string, string>} words */
function group(page, hits, words) {
  const inner = element("ul", "pol-search__hits");
  const content = page.content.split(/\s+/);
  const title = joined(page.meta.title);
  for (const hit of hits.slice(0, SHOWN)) inner.append(item(hit, title, content));
  const rest = hits.length - SHOWN;
  const row = element("li", "");
  row.append(element("p", "pol-search__page", title), inner);
  if (rest > 0) {
    const more = rest === 1 ? words.more_one : words.more?.replace("{count}", String(rest));
    row.append(element("p", "pol-search__more", more));
  }
  return row;
}

/** @param {Hit} hit @param {string} title of the page @param {string[]} content */
function item({ name, url, at }, title, content) {
  const link = document.createElement("a");
  link.className = "pol-search__hit";
  link.href = url;
  if (name !== title) link.append(element("span", "pol-search__name", name));
  link.append(excerpt(content, at));
  const row = element("li", "");
  row.append(link);
  return row;
}

/** The words around the first one found, those found marked. @param {string[]} content @param {number[]} at */
function excerpt(content, at) {
  const first = Math.max(0, (at[0] ?? 0) - AROUND);
  const last = Math.min(content.length, first + 3 * AROUND);
  const shown = element("span", "pol-search__excerpt", first > 0 ? "… " : "");
  for (let place = first; place < last; place += 1) {
    const word = content[place] ?? "";
    const bare = word.replace(CUT, "");
    shown.append(at.includes(place) ? element("mark", "", bare) : bare, bare === word ? " " : "");
  }
  if (last < content.length) shown.append("…");
  return shown;
}

/** Text of the index as it stands in the page. @param {string} text */
function joined(text) {
  return text.replaceAll(`${CUT} `, "");
}

/** @param {string} name @param {string} className @param {string} [text] */
function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(text);
  return made;
}
