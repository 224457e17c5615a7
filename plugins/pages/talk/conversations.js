/**
 * What this page sends to the REST calls and gets from a replay. What travels over the socket is in ../protocol.
 *
 * @import {ConversationEvent, LogEntry} from '../../protocol/messages.js'
 *
 * @typedef {LogEntry & {event?: ConversationEvent}} Entry One line of a conversation's log.
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
 * @typedef {object} Finding What is to be mended in a draft; places count code points.
 * @property {string} rule
 * @property {'info' | 'warn' | 'error'} severity
 * @property {number} start
 * @property {number} end
 * @property {string} message
 * @property {string[]} replacements
 *
 * @typedef {object} Sample
 * @property {string} title
 * @property {string} explanation
 * @property {string} language
 * @property {Conversation} conversation
 * @property {ConversationEvent[]} events
 */

/**
 * A name nobody else uses; `crypto.randomUUID` exists only where the page came over TLS or loopback.
 * @param {string} prefix
 */
export function freshId(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
