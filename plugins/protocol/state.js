/**
 * What the panel shows, as a fold: `reduce(state, action)` is the only way to a new state. No clock, no DOM; the
 * time comes with the action. What a long conversation piles up is bounded here.
 */

import { PRIORITIES, readEnding, readPrompt, record, records, text } from './prompts.js';
import { seconds } from './messages.js';

/** @import {LogEntry} from './messages.js' */
/** @import {LinkState} from './connection.js' */
/** @import {Prompt, Status} from './prompts.js' */

/**
 * @typedef {object} Shown A prompt with what became of it.
 * @property {Prompt} prompt
 * @property {Status} status
 * @property {number} openedAt seconds
 * @property {number | null} closedAt seconds
 * @property {string[]} words the customer's or agent's own words that called for it
 * @property {ReadonlySet<string>} feedback actions that the log holds
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} text
 *
 * @typedef {object} Promised
 * @property {string} text
 * @property {number} due seconds
 *
 * @typedef {object} State
 * @property {LinkState} link
 * @property {number} code why there is no link
 * @property {boolean} isMissing the server does not know the conversation (yet)
 * @property {boolean} hasEnded
 * @property {number} seq the last entry seen
 * @property {number} eventSeq the last event among them
 * @property {readonly Shown[]} prompts in the order they came; of the settled ones the latest
 * @property {{since: number, reason: string} | null} hold
 * @property {number | null} waitingSince the customer waits for an answer since then
 * @property {readonly Question[]} questions not answered yet
 * @property {readonly Promised[]} promises not kept yet
 * @property {ReadonlyMap<string, string>} texts what was said lately, by event
 * @property {number} ahead seconds by which the server's clock is ahead of ours
 *
 * @typedef {{type: 'link', link: LinkState, code: number}
 *   | {type: 'begin'}
 *   | {type: 'missing'}
 *   | {type: 'heartbeat', at: string, now: number}
 *   | {type: 'entry', entry: LogEntry & Record<string, unknown>}
 *   | {type: 'snapshot', snapshot: unknown}
 *   | {type: 'dismiss', prompt: string, at: number}} Action
 */

const MOST_SETTLED = 20;
const MOST_TEXTS = 60;

/** @type {State} */
export const EMPTY = {
  link: 'not_connected',
  code: 0,
  isMissing: false,
  hasEnded: false,
  seq: 0,
  eventSeq: 0,
  prompts: [],
  hold: null,
  waitingSince: null,
  questions: [],
  promises: [],
  texts: new Map(),
  ahead: 0,
};

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case 'link': return { ...state, link: action.link, code: action.code };
    case 'begin': return { ...EMPTY, link: state.link, code: state.code, ahead: state.ahead };
    case 'missing': return { ...EMPTY, link: state.link, code: state.code, ahead: state.ahead, isMissing: true };
    case 'heartbeat': return { ...state, ahead: seconds(action.at) - action.now || 0 };
    case 'entry': return entered({ ...state, isMissing: false, seq: action.entry.seq }, action.entry);
    case 'snapshot': return pictured(state, record(action.snapshot));
    case 'dismiss': return closed(state, action.prompt, 'dismissed', action.at);
    default: return state;
  }
}

/**
 * The prompts to act on: the most urgent first, among equals the newest.
 * @param {State} state
 */
export function openPrompts(state) {
  const rank = (/** @type {Shown} */ shown) => PRIORITIES.indexOf(shown.prompt.priority);
  return state.prompts.filter((shown) => shown.status === 'open').reverse().sort((one, other) => rank(one) - rank(other));
}

/**
 * What is settled, latest first.
 * @param {State} state
 */
export const settledPrompts = (state) => state.prompts.filter((shown) => shown.status !== 'open')
  .sort((one, other) => Number(other.closedAt) - Number(one.closedAt));

/**
 * @param {State} state
 * @param {LogEntry & Record<string, unknown>} entry
 * @returns {State}
 */
function entered(state, entry) {
  const at = seconds(entry.at);
  if (entry.kind === 'event') return happened({ ...state, eventSeq: entry.seq }, record(entry.event), at);
  if (entry.kind === 'prompt_opened') return opened(state, entry.prompt, at);
  if (entry.kind === 'prompt_updated') return updated(state, entry.prompt);
  if (entry.kind === 'prompt_closed') return closed(state, text(entry.prompt), readEnding(entry.status), at);
  if (entry.kind === 'feedback') return answered(state, text(entry.prompt), text(entry.action));
  return state;
}

/**
 * @param {State} state
 * @param {Record<string, any>} event
 * @param {number} at
 * @returns {State}
 */
function happened(state, event, at) {
  const said = text(event.text) || text(event.reason);
  const texts = said ? latest(new Map([...state.texts, [text(event.id), said]])) : state.texts;
  const next = { ...state, texts };
  switch (event.type) {
    case 'hold_started': return { ...next, hold: { since: at, reason: text(event.reason) }, waitingSince: null };
    case 'hold_ended': return { ...next, hold: null };
    case 'conversation_ended': return { ...next, hold: null, waitingSince: null, hasEnded: true };
    case 'conversation_reopened': return { ...next, hasEnded: false };
    case 'message': return { ...next, hasEnded: false, ...(event.role === 'agent' ? { waitingSince: null } : {}) };
    default: return next;
  }
}

/** @param {Map<string, string>} texts */
const latest = (texts) => (texts.size > MOST_TEXTS ? new Map([...texts].slice(-MOST_TEXTS)) : texts);

/**
 * @param {State} state
 * @param {unknown} value
 * @param {number} at
 * @returns {State}
 */
function opened(state, value, at) {
  const prompt = readPrompt(value);
  if (!prompt || state.prompts.some((shown) => shown.prompt.id === prompt.id)) return state;
  const since = seconds(prompt.opened_at);
  const shown = { prompt, openedAt: Number.isNaN(since) ? at : since, closedAt: null, words: wordsOf(prompt, state), feedback: new Set() };
  return { ...state, prompts: [...state.prompts, { ...shown, status: /** @type {const} */ ('open') }] };
}

/**
 * @param {State} state
 * @param {unknown} value
 */
function updated(state, value) {
  const prompt = readPrompt(value);
  return prompt ? changed(state, prompt.id, (shown) => ({ ...shown, prompt, words: wordsOf(prompt, state, shown.words) })) : state;
}

/**
 * @param {State} state
 * @param {string} id
 * @param {Status} status
 * @param {number} at
 */
function closed(state, id, status, at) {
  const next = changed(state, id, (shown) => (shown.status === 'open' ? { ...shown, status, closedAt: at } : shown));
  const tooMany = settledPrompts(next).slice(MOST_SETTLED);
  return tooMany.length ? { ...next, prompts: next.prompts.filter((shown) => !tooMany.includes(shown)) } : next;
}

/**
 * @param {State} state
 * @param {string} id
 * @param {string} action
 */
const answered = (state, id, action) => changed(state, id, (shown) => ({ ...shown, feedback: new Set([...shown.feedback, action]) }));

/**
 * @param {State} state
 * @param {string} id
 * @param {(shown: Shown) => Shown} change
 * @returns {State}
 */
function changed(state, id, change) {
  return { ...state, prompts: state.prompts.map((shown) => (shown.prompt.id === id ? change(shown) : shown)) };
}

/**
 * The words a prompt rests on, each once; offsets count code points.
 * @param {Prompt} prompt
 * @param {State} state
 * @param {string[]} before
 */
function wordsOf(prompt, { texts }, before = []) {
  const quotes = prompt.because.evidence
    .map(({ event, start, end }) => [...(texts.get(event) ?? '')].slice(start, end).join('').trim())
    .filter(Boolean);
  return quotes.length ? [...new Set(quotes)] : before;
}

/**
 * What the log does not tell: open questions, promises and announced waits. A picture from before the last event
 * that we have read is left aside; another follows.
 * @param {State} state
 * @param {Record<string, any>} snapshot
 * @returns {State}
 */
function pictured(state, snapshot) {
  if (snapshot.last_seq < state.eventSeq) return state;
  const hold = snapshot.hold ? { since: seconds(snapshot.hold.since), reason: text(snapshot.hold.reason) } : null;
  return {
    ...state,
    hasEnded: snapshot.state === 'ended',
    hold,
    waitingSince: snapshot.waiting_since ? seconds(snapshot.waiting_since) : null,
    questions: records(snapshot.questions).filter(({ answered }) => !answered).map(({ id, text: asked }) => ({ id: text(id), text: text(asked) })),
    promises: records(snapshot.promises).filter(({ kept }) => !kept).map(({ text: promised, due }) => ({ text: text(promised), due: seconds(due) })),
  };
}
