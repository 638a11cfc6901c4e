/**
 * The words of one policy in one language, as the build wrote them: `<lang>.json` beside
 * `policy.json`. Everything is plain text with its typographic signs already in it.
 *
 * Place in the flow: `bundle/words.py` writes the file, `element` loads it, the views read it.
 */

/**
 * A text: a string in the page's language, or a text that exists in another language only.
 * @typedef {string | {text: string, lang: string}} Said
 */

/** @typedef {{[key: string]: string | Tree}} Tree Words of the interface, by subject. */

/**
 * @typedef {object} FactWords
 * @property {"yes_no" | "choice" | "several" | "number" | "date"} type
 * @property {Said} question
 * @property {Said} label a few words, for lists
 * @property {Said | null} line the part of the question that a checklist shows
 * @property {Said | null} help
 * @property {Said | null} unit
 * @property {[string, Said][]} options every option of the fact, in order; none for a number or a date
 * @property {string[]} exclusive options that exclude all others
 * @property {number} decimals of a number
 * @property {[string, string] | null} days of a date: the first and the last, as YYYY-MM-DD
 * @property {Said | null} change what to do to reach the better answer, where a person can
 * @property {string[]} clauses
 */

/**
 * @typedef {object} ModalityWords
 * @property {Said} word
 * @property {Said} headline
 * @property {string} tone
 * @property {boolean} hold_off better to wait while it is possible
 */

/**
 * @typedef {object} RuleWords
 * @property {Said} text
 * @property {string} modality
 * @property {string[]} clauses
 * @property {string | null} ask an office's id
 * @property {Said | null} ambiguity
 */

/** @typedef {{text: Said, clauses: string[]}} PassageWords */

/**
 * @typedef {object} OfficeWords
 * @property {Said} name
 * @property {string[]} clauses
 * @property {Said | null} unsettled what is said where the policy does not settle the question
 * @property {Said | null} contact
 */

/**
 * @typedef {object} ClauseWords
 * @property {string} reference such as "art. 6.2, 3ᵉ al., 4ᵉ point"
 * @property {string} short such as "art. 6.2"
 * @property {string} address of its anchor, from the root of the site
 * @property {Said} text word for word
 * @property {string | null} original the authoritative text, where `text` is a translation of it
 * @property {string | null} within the clause whose list it is an item of
 */

/**
 * @typedef {object} QuestionWords
 * @property {string} fact
 * @property {string[]} options those offered, in the fact's order
 * @property {{[option: string]: string}} leads_to option → the wizard that takes over
 * @property {string | null} page the checklist it stands on
 */

/**
 * @typedef {object} WizardWords
 * @property {Said} title
 * @property {Said | null} assumes
 * @property {string | null} full the wizard that checks what this one assumes
 * @property {boolean} informative
 * @property {string} address of its page, from the root of the site
 * @property {string} frame of the wizard alone, to stand in a frame
 * @property {QuestionWords[]} questions in order
 * @property {{[page: string]: {title: Said, hint: Said | null}}} pages its checklists
 */

/** @typedef {{form: string, first_day: string, months: string[]}} DateWords */

/**
 * @typedef {object} Words
 * @property {string} language such as `fr`
 * @property {string} tag such as `fr-CA`
 * @property {string} authoritative the language that prevails
 * @property {Said} title
 * @property {{id: string, kind: string, decided: string, in_force: string, draft: boolean, rules: string}} revision dates as
 *   YYYY-MM-DD; `rules`: the beginning of the digest of its rules
 * @property {DateWords} date how a day is written
 * @property {{[id: string]: FactWords}} facts
 * @property {{[id: string]: ModalityWords}} modalities the most severe first
 * @property {{[id: string]: RuleWords}} rules
 * @property {{[id: string]: PassageWords}} notes
 * @property {{[id: string]: PassageWords}} texts
 * @property {{[id: string]: OfficeWords}} offices
 * @property {{[id: string]: ClauseWords}} clauses
 * @property {{[id: string]: WizardWords}} wizards
 * @property {Said | null} disclaimer with `{date}` in it
 * @property {Tree} interface `locales/<lang>/wizard.yaml`
 */

/**
 * Speaks for the interface: `say("question.next")`, `say("about.revision", {date})`.
 * @typedef {(path: string, values?: {[name: string]: string | number}) => string} Say
 */

/**
 * @param {Tree} tree
 * @returns {Say} throws on a path that the interface does not have
 */
export function speaker(tree) {
  return (path, values = {}) => {
    let found = /** @type {string | Tree | undefined} */ (tree);
    for (const key of path.split(".")) found = typeof found === "object" ? found[key] : undefined;
    if (typeof found !== "string") throw new Error(`The interface has no words for ${path}`);
    return fill(found, values);
  };
}

/**
 * Puts values in the place of `{name}`.
 * @param {string} text
 * @param {{[name: string]: string | number}} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (mark, name) => String(values[name] ?? mark));
}

/**
 * A number, written with a point, as the language writes it.
 * @param {Words} words
 * @param {string} digits
 */
export function numberText(words, digits) {
  const form = new Intl.NumberFormat(words.tag, { useGrouping: false, maximumFractionDigits: 9 });
  return form.format(Number(digits));
}

/** @param {Said} said @returns {string} */
export function plain(said) {
  return typeof said === "string" ? said : said.text;
}

/**
 * The words of a policy, fetched.
 * @param {URL} address of `<lang>.json`
 * @returns {Promise<Words>}
 */
export async function loadWords(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return response.json();
}
