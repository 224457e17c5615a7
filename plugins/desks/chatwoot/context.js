/**
 * What Chatwoot tells a dashboard app: JSON `{"event": "appContext", "data": {conversation, contact, currentAgent}}`,
 * of the conversation that is open, with the messages that are loaded. Nothing of it is signed; we ask who framed us.
 */

import { conversationId } from '../feed.js';

/** @import {ConversationBody} from '../feed.js' */
/** @import {ConversationEvent} from '../../protocol/messages.js' */

const INCOMING = 0;
const OUTGOING = 1;
const TEMPLATE = 3;

/**
 * @param {Record<string, any>} data
 * @param {string} language the agent's
 * @returns {ConversationBody | null} null where no conversation is open
 */
export function readConversation({ conversation, contact, currentAgent }, language) {
  if (!conversation?.id) return null;
  const account = conversation.account_id ?? conversation.messages?.[0]?.account_id ?? '';
  const name = contact?.name ?? conversation.meta?.sender?.name ?? '';
  return {
    id: conversationId('chatwoot', [account, conversation.id].filter(Boolean).join('-')),
    channel: conversation.meta?.channel === 'Channel::Email' ? 'email' : 'chat',
    ...(name ? { customer: { name: String(name).slice(0, 200) } } : {}),
    ...(currentAgent?.id ? { agent: { id: `chatwoot-${currentAgent.id}`, name: String(currentAgent.name ?? '').slice(0, 200), language } } : {}),
  };
}

/**
 * The messages that the customer sees, oldest first; what happened in the desk and notes are left out.
 * @param {Record<string, any>} data
 * @returns {ConversationEvent[]}
 */
export function readMessages({ conversation }) {
  const messages = /** @type {Record<string, any>[]} */ (Array.isArray(conversation?.messages) ? conversation.messages : []);
  return messages
    .filter((message) => Number.isInteger(message.id) && !message.private && typeof message.content === 'string' && message.content.trim())
    .filter((message) => [INCOMING, OUTGOING, TEMPLATE].includes(message.message_type))
    .sort((one, other) => one.id - other.id)
    .map((message) => ({
      id: `message-${message.id}`,
      type: 'message',
      role: roleOf(message),
      text: message.content.slice(0, 16000),
      at: new Date(message.created_at * 1000).toISOString(),
    }));
}

/** @param {Record<string, any>} message */
function roleOf({ message_type: type, sender }) {
  if (type === INCOMING) return 'customer';
  return type === TEMPLATE || ['agent_bot', 'captain_assistant'].includes(sender?.type) ? 'bot' : 'agent';
}
