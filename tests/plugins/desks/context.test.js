import assert from 'node:assert/strict';
import test from 'node:test';
import { readConversation, readMessages } from '../../../plugins/desks/chatwoot/context.js';

const said = (id, type, content, more = {}) => ({ id, message_type: type, content, created_at: 1_772_442_000 + id, private: false, ...more });
const data = {
  conversation: {
    id: 42, account_id: 3, meta: { channel: 'Channel::WebWidget', sender: { name: 'Robin' } },
    messages: [
      said(3, 1, 'Hello Robin', { sender: { type: 'user' } }),
      said(1, 0, 'Where are my poles?'),
      said(2, 2, 'Kim was assigned'),
      said(4, 1, 'Third time this week', { private: true }),
      said(5, 1, 'I look it up', { sender: { type: 'agent_bot' } }),
      said(6, 3, 'How did we do?'),
      said(7, 0, null),
      said('temporary', 1, 'on its way'),
    ],
  },
  contact: { name: 'Robin Lind' },
  currentAgent: { id: 9, name: 'Kim', email: 'kim@fjordby.example' },
};

test('a conversation is named after account and number, as the extension names it', () => {
  assert.deepEqual(readConversation(data, 'da'), {
    id: 'chatwoot-3-42', channel: 'chat', customer: { name: 'Robin Lind' }, agent: { id: 'chatwoot-9', name: 'Kim', language: 'da' },
  });
});

test('no conversation is open', () => {
  assert.equal(readConversation({}, 'en'), null);
  assert.deepEqual(readMessages({}), []);
});

test('mail is mail, and little is known of some', () => {
  const mail = { conversation: { id: 1, messages: [], meta: { channel: 'Channel::Email' } } };
  assert.deepEqual(readConversation(mail, 'en'), { id: 'chatwoot-1', channel: 'email' });
});

test('what the customer sees, oldest first', () => {
  assert.deepEqual(readMessages(data).map(({ id, role, text }) => [id, role, text]), [
    ['message-1', 'customer', 'Where are my poles?'],
    ['message-3', 'agent', 'Hello Robin'],
    ['message-5', 'bot', 'I look it up'],
    ['message-6', 'bot', 'How did we do?'],
  ]);
  assert.equal(readMessages(data)[0].at, '2026-03-02T09:00:01.000Z');
});
