import assert from 'node:assert/strict';
import test from 'node:test';
import { plain, readConversation, readMessages } from '../../../plugins/desks/zendesk/ticket.js';

const said = (role, content, more = {}) => ({ author: { role }, message: { content }, timestamp: '2026-03-02T09:00:00Z', channel: { name: 'web' }, ...more });
const ticket = {
  'ticket.id': 31, 'ticket.via.channel': 'native_messaging', 'ticket.requester.name': 'Robin Lind',
  'currentUser.id': 9, 'currentUser.name': 'Kim', 'currentUser.locale': 'da-DK',
  'ticket.conversation': [
    said('end-user', '<p>Where are my <b>poles</b>?</p>'),
    said('agent', 'Be careful', { channel: { name: 'internal' } }),
    said('admin', 'Hello Robin'),
    said('nobody knows', 'x'),
    said('end-user', '<img src=x onerror=alert(1)>'),
  ],
};

test('a ticket begins a conversation, as the extension names it', () => {
  assert.deepEqual(readConversation(ticket), {
    id: 'zendesk-31', channel: 'chat', customer: { name: 'Robin Lind' }, agent: { id: 'zendesk-9', name: 'Kim', language: 'da' },
  });
  assert.equal(readConversation({}), null);
});

for (const [via, channel] of [['email', 'email'], ['web', 'form'], ['web_form', 'form'], ['whatsapp', 'chat'], ['twitter_dm', 'social'], ['', 'email']]) {
  test(`a ticket that came by ${via || 'no way we know'} is ${channel}`, () => {
    assert.equal(readConversation({ ...ticket, 'ticket.via.channel': via }).channel, channel);
  });
}

test('what the customer sees, with names that stay the same', async () => {
  const messages = await readMessages(ticket);
  assert.deepEqual(messages.map(({ role, text, at }) => [role, text, at]), [
    ['customer', 'Where are my poles?', '2026-03-02T09:00:00.000Z'],
    ['agent', 'Hello Robin', '2026-03-02T09:00:00.000Z'],
  ]);
  assert.deepEqual(await readMessages(ticket), messages);
  assert.equal(new Set(messages.map(({ id }) => id)).size, 2);
});

for (const [html, text] of [
  ['plain', 'plain'],
  ['one<br>two', 'one\ntwo'],
  ['<p>one</p><p>two</p>', 'one\ntwo'],
  ['5 &lt; 6 &amp; 7 &#233; &#xe9; &nosuch;', '5 < 6 & 7 é é &nosuch;'],
  ['a < b', 'a < b'],
  ['<script>alert(1)</script>hello', 'hello'],
  ['&#0;&#x110000;x', '&#0;&#x110000;x'],
]) test(`the words of ${html}`, () => assert.equal(plain(html), text));
