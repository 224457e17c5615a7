/**
 * The shapes that travel between the server and this page (protocol version 1). Types only.
 *
 * A time is RFC 3339 text in a live conversation and a number of seconds in a replay.
 * @typedef {string | number} Time
 *
 * @typedef {object} ConversationEvent
 * @property {string} id
 * @property {string} type
 * @property {Time} [at]
 * @property {string} [role]
 * @property {string} [text]
 * @property {string} [language]
 * @property {string} [reason]
 * @property {string} [to]
 * @property {string} [caller]
 *
 * @typedef {object} Citation
 * @property {string} document
 * @property {string} title
 * @property {string} section
 * @property {string} language
 * @property {string} quote
 *
 * @typedef {object} Evidence Words of an event, as code points.
 * @property {string} event
 * @property {number} start
 * @property {number} end
 *
 * @typedef {object} Prompt
 * @property {string} id
 * @property {string} moment
 * @property {string} status
 * @property {string} priority
 * @property {string} instruction
 * @property {string} instruction_language
 * @property {string} say
 * @property {string} say_language
 * @property {Citation[]} guidelines
 * @property {{event: string, text: string, evidence?: Evidence[]}} because
 * @property {Record<string, unknown>} [details]
 * @property {Time} opened_at
 *
 * @typedef {object} Entry One line of a conversation's log.
 * @property {number} seq
 * @property {Time} at
 * @property {string} kind
 * @property {ConversationEvent} [event]
 * @property {Prompt | string} [prompt]
 * @property {string} [status]
 *
 * @typedef {object} Participant
 * @property {string} [id]
 * @property {string} [name]
 * @property {string} [language]
 *
 * @typedef {object} Conversation The body that creates one.
 * @property {string} [id]
 * @property {string} channel
 * @property {string} [language]
 * @property {Participant} customer
 * @property {Participant} agent
 * @property {string} [organisation]
 *
 * @typedef {object} Sample
 * @property {string} title
 * @property {string} explanation
 * @property {string} language
 * @property {Conversation} conversation
 * @property {ConversationEvent[]} events
 */

/**
 * Seconds since the epoch, or since a replay's start.
 * @param {Time} time
 */
export const seconds = (time) => (typeof time === 'number' ? time : Date.parse(time) / 1000);

/**
 * A name nobody else uses; `crypto.randomUUID` exists only where the page came over TLS or loopback.
 * @param {string} prefix
 */
export function freshId(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
