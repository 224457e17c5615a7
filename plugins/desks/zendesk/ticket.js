/** What the framework says of a ticket, as the server takes it. */

import { conversationId } from '../feed.js';

/** @import {ConversationBody} from '../feed.js' */
/** @import {ConversationEvent} from '../../protocol/messages.js' */

export const PATHS = ['ticket.id', 'ticket.via.channel', 'ticket.requester.name', 'ticket.conversation', 'currentUser.id', 'currentUser.name', 'currentUser.locale'];

/** @type {Record<string, string>} */
const ROLES = { 'end-user': 'customer', customer: 'customer', agent: 'agent', admin: 'agent', bot: 'bot', system: 'bot' };
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * @param {Record<string, any>} ticket by path
 * @returns {ConversationBody | null}
 */
export function readConversation(ticket) {
  if (!ticket['ticket.id']) return null;
  const name = String(ticket['ticket.requester.name'] ?? '').slice(0, 200);
  const language = String(ticket['currentUser.locale'] ?? 'en').split('-')[0];
  return {
    id: conversationId('zendesk', String(ticket['ticket.id'])),
    channel: channelOf(String(ticket['ticket.via.channel'] ?? '')),
    ...(name ? { customer: { name } } : {}),
    agent: { id: `zendesk-${ticket['currentUser.id'] ?? 'agent'}`, name: String(ticket['currentUser.name'] ?? '').slice(0, 200), language },
  };
}

/** @param {string} via */
function channelOf(via) {
  if (/chat|messag|whatsapp|sms|line|telegram/i.test(via)) return 'chat';
  if (/facebook|twitter|instagram|social/i.test(via)) return 'social';
  return /^web|form/i.test(via) ? 'form' : 'email';
}

/**
 * The messages that the customer sees, in the ticket's order. They bring no ids: who, when and what name them.
 * @param {Record<string, any>} ticket by path
 * @returns {Promise<ConversationEvent[]>}
 */
export async function readMessages(ticket) {
  const messages = /** @type {Record<string, any>[]} */ (Array.isArray(ticket['ticket.conversation']) ? ticket['ticket.conversation'] : []);
  const seen = messages.filter(({ channel, author }) => channel?.name !== 'internal' && ROLES[author?.role]);
  const events = await Promise.all(seen.map(async ({ author, message, timestamp }) => {
    const text = plain(String(message?.content ?? '')).slice(0, 16000);
    const at = timeOf(timestamp);
    const id = await digest(`${author.role}\n${at ?? ''}\n${text}`);
    return { id: `message-${id}`, type: 'message', role: ROLES[author.role], text, ...(at ? { at } : {}) };
  }));
  return events.filter(({ text }) => text);
}

/**
 * The words of a message that may be HTML. Only ever used as text.
 * @param {string} content
 */
export function plain(content) {
  return content
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name) => entity(name.toLowerCase()) ?? whole)
    .replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').replaceAll('\0', '').trim();
}

/** @param {string} name @returns {string | undefined} */
function entity(name) {
  if (!name.startsWith('#')) return Reflect.get(ENTITIES, name);
  const code = Number(name.replace('#x', '0x').replace('#', ''));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** @param {unknown} timestamp RFC 3339 text or milliseconds */
function timeOf(timestamp) {
  const date = new Date(/** @type {string | number} */ (timestamp ?? NaN));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** @param {string} text */
async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.slice(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
