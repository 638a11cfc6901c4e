/**
 * Days, as YYYY-MM-DD between programs and as a language writes them for people.
 *
 * Place in the flow: whatever shows a day says it with this; no clock and no time zone takes part.
 */

import { fill } from "./words.js";

/** @import { DateWords } from "./words.js" */

/**
 * A day in words: "9 février 2017".
 * @param {string} day YYYY-MM-DD
 * @param {DateWords} words
 */
export function written(day, { form, first_day: first, months }) {
  const [year, month, number] = day.split("-").map(Number);
  return fill(form, { day: number === 1 ? first : number, month: months[month - 1], year });
}

/** The day where the reader is. @param {Date} now @returns {string} YYYY-MM-DD */
export function dayOf(now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
