/** What is pushed to the agent, read from foreign data: whatever a field holds, the panel gets what it can show. */

/** @import {Time} from './messages.js' */

/**
 * @typedef {object} Citation A guideline sentence, verbatim.
 * @property {string} document
 * @property {string} title
 * @property {string} section
 * @property {string} language
 * @property {string} quote
 *
 * @typedef {object} Evidence Words of an event, in code points.
 * @property {string} event
 * @property {number} start
 * @property {number} end
 *
 * @typedef {'low' | 'normal' | 'high' | 'urgent'} Priority
 * @typedef {'open' | 'done' | 'expired' | 'dismissed' | 'withdrawn'} Status
 *
 * @typedef {object} Prompt
 * @property {string} id
 * @property {string} moment
 * @property {Priority} priority
 * @property {string} instruction
 * @property {string} instruction_language
 * @property {string} say
 * @property {string} say_language
 * @property {Citation[]} guidelines best first
 * @property {{event: string, text: string, evidence: Evidence[]}} because
 * @property {Record<string, unknown>} details
 * @property {Time} opened_at
 * @property {boolean} polished a language model has put its words
 */

/** @type {Priority[]} */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
/** @type {Status[]} */
const ENDINGS = ['done', 'expired', 'dismissed', 'withdrawn'];

/**
 * @param {unknown} value
 * @returns {Record<string, any>}
 */
export const record = (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});

/** @param {unknown} value */
export const text = (value) => (typeof value === 'string' ? value : '');

/**
 * @param {unknown} value
 * @returns {Record<string, any>[]}
 */
export const records = (value) => (Array.isArray(value) ? value.map(record) : []);

/**
 * A prompt; null for what has no id to close it by or nothing to say.
 * @param {unknown} value
 * @returns {Prompt | null}
 */
export function readPrompt(value) {
  const given = record(value);
  if (!text(given.id) || !text(given.instruction)) return null;
  const because = record(given.because);
  return {
    id: given.id,
    moment: text(given.moment),
    priority: PRIORITIES.includes(given.priority) ? given.priority : 'normal',
    instruction: given.instruction,
    instruction_language: text(given.instruction_language),
    say: text(given.say),
    say_language: text(given.say_language),
    guidelines: readCitations(given.guidelines),
    because: { event: text(because.event), text: text(because.text), evidence: records(because.evidence).map(readEvidence) },
    details: record(given.details),
    opened_at: typeof given.opened_at === 'number' ? given.opened_at : text(given.opened_at),
    polished: given.polished === true,
  };
}

/**
 * @param {unknown} value
 * @returns {Citation[]}
 */
export function readCitations(value) {
  return records(value).filter((some) => text(some.quote)).map((some) => ({
    document: text(some.document),
    title: text(some.title),
    section: text(some.section),
    language: text(some.language),
    quote: some.quote,
  }));
}

/**
 * How a prompt ended; what we do not know counts as no longer true.
 * @param {unknown} value
 * @returns {Status}
 */
export const readEnding = (value) => ENDINGS.find((status) => status === value) ?? 'withdrawn';

/** @param {Record<string, any>} given */
function readEvidence({ event, start, end }) {
  return { event: text(event), start: Number(start) || 0, end: Number(end) || 0 };
}
