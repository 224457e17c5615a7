/**
 * What travels over /v1/stream (protocol version 1): shapes, and the border where foreign data becomes ours.
 * Known frames are checked field by field; frames of a kind we do not know are left for later versions.
 *
 * A time is RFC 3339 text in a live conversation and a number of seconds in a replay.
 * @typedef {string | number} Time
 *
 * @typedef {object} ConversationEvent Something that happened; `id` makes sending it twice harmless.
 * @property {string} id
 * @property {string} type
 * @property {Time} [at]
 * @property {string} [role]
 * @property {string} [text]
 * @property {string} [language]
 * @property {string} [reason]
 * @property {string} [to]
 * @property {string} [caller]
 * @property {string} [caller_id]
 *
 * @typedef {object} LogEntry One line of a conversation's log, of whatever kind.
 * @property {number} seq
 * @property {Time} at
 * @property {string} kind
 *
 * @typedef {{type: 'ready', protocol: number, workspace: string, agent: string, at?: string, expires_at?: string}} Ready
 * @typedef {{type: 'subscribed', conversation: string, recovered: boolean, epoch: string, last_seq: number}} Subscribed
 * @typedef {{type: 'heartbeat', at: string}} Heartbeat
 * @typedef {{type: 'ack', conversation: string, event: string, seq: number}} Ack
 * @typedef {{type: 'entry', conversation: string, seq: number, entry: LogEntry & Record<string, unknown>}} EntryFrame
 * @typedef {{type: 'error', code: string, detail: string, retryable?: boolean, conversation?: string, event?: string, prompt?: string, retry_after_ms?: number}} Refusal
 * @typedef {Ready | Subscribed | Heartbeat | Ack | EntryFrame | Refusal} ServerFrame
 */

export const PROTOCOL = 1;
/** Close codes from here to 4199 say: do not come back. */
const LEAST_FINAL = 4100;
const MOST_FINAL = 4199;
export const BAD_TOKEN = 4101;
export const RESTART = 4001;
export const TOO_FAST = 4029;

/** A frame that breaks the protocol; the message says which field and how. */
export class MalformedFrame extends Error {}

/** @typedef {'text' | 'number' | 'truth' | 'object'} Kind */

/** @type {Record<Kind, (value: unknown) => boolean>} */
const IS = {
  text: (value) => typeof value === 'string',
  number: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  truth: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** @type {Record<string, Record<string, Kind>>} */
const FIELDS = {
  ready: { protocol: 'number', workspace: 'text', agent: 'text' },
  subscribed: { conversation: 'text', recovered: 'truth', epoch: 'text', last_seq: 'number' },
  heartbeat: { at: 'text' },
  ack: { conversation: 'text', event: 'text', seq: 'number' },
  entry: { conversation: 'text', seq: 'number', entry: 'object' },
  error: { code: 'text', detail: 'text' },
};

/**
 * The frame in `text`; null for a kind that this version does not know.
 * @param {unknown} text
 * @returns {ServerFrame | null}
 */
export function readFrame(text) {
  const frame = parsed(text);
  const fields = Object.hasOwn(FIELDS, String(frame.type)) ? FIELDS[String(frame.type)] : null;
  if (!fields) return null;
  for (const [name, kind] of Object.entries(fields)) {
    if (!IS[kind](frame[name])) throw new MalformedFrame(`${frame.type}.${name} is not a ${kind}`);
  }
  return /** @type {ServerFrame} */ (/** @type {unknown} */ (frame));
}

/**
 * @param {unknown} text
 * @returns {Record<string, unknown>}
 */
function parsed(text) {
  if (typeof text !== 'string') throw new MalformedFrame('a frame is text');
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedFrame('the frame is not JSON');
  }
  if (!IS.object(value)) throw new MalformedFrame('the frame is not a JSON object');
  return value;
}

/**
 * Whether a connection closed with this code is to be opened again.
 * @param {number} code
 */
export const mayReturn = (code) => code < LEAST_FINAL || code > MOST_FINAL;

/**
 * Seconds since the epoch, or since a replay's start; NaN for what is no time.
 * @param {Time} time
 */
export const seconds = (time) => (typeof time === 'number' ? time : Date.parse(time) / 1000);
