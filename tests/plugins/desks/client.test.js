import assert from 'node:assert/strict';
import test from 'node:test';
import { Client, zendeskOrigins } from '../../../plugins/desks/zendesk/client.js';

class FakeFrame {
  posted = [];

  listen(hear) { this.hear = (message) => hear(JSON.stringify(message)); }

  post(text) { this.posted.push(JSON.parse(text)); }
}

const begin = () => {
  const frame = new FakeFrame();
  return { frame, client: new Client(frame, 'guid-1') };
};

test('it shakes hands in the name of the app', async () => {
  const { frame, client } = begin();
  assert.deepEqual(frame.posted, [{ key: 'iframe.handshake', message: { version: '2.0.0' }, appGuid: 'guid-1', instanceGuid: 'guid-1' }]);
  assert.equal(frame.hear({ key: 'zaf.app.registered', message: { metadata: { settings: { server: 'https://b.example' } } } }), true);
  assert.deepEqual(await client.registered, { settings: { server: 'https://b.example' } });
});

test('answers find their questions', async () => {
  const { frame, client } = begin();
  const [first, second] = [client.get(['ticket.id']), client.invoke('ticket.editor.insert', 'words')];
  const [one, other] = frame.posted.slice(1);
  assert.deepEqual([one.request, one.params], ['get', ['ticket.id']]);
  assert.deepEqual([other.request, other.params], ['invoke', { 'ticket.editor.insert': ['words'] }]);
  frame.hear({ id: other.id, error: { message: 'there is no editor' } });
  frame.hear({ id: one.id, result: { 'ticket.id': 31 } });
  assert.deepEqual(await first, { 'ticket.id': 31 });
  await assert.rejects(second, /there is no editor/);
});

test('a question without an answer fails', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { client } = begin();
  const asked = client.get(['ticket.id']);
  context.mock.timers.tick(5000);
  await assert.rejects(asked, /did not answer/);
});

test('events are asked for and heard', () => {
  const { frame, client } = begin();
  let heard = 0;
  client.on('ticket.conversation.changed', () => { heard += 1; });
  assert.equal(frame.posted.at(-1).key, 'iframe.on:ticket.conversation.changed');
  frame.hear({ key: 'zaf.ticket.conversation.changed', message: [] });
  frame.hear({ key: 'zaf.something.else' });
  frame.hear({});
  assert.equal(heard, 1);
});

for (const [address, origins] of [
  ['?origin=https://acme.zendesk.com', ['https://acme.zendesk.com']],
  ['?origin=https%3A%2F%2Facme.zendesk.com%2Fagent', ['https://acme.zendesk.com']],
  ['?origin=http://acme.zendesk.com', []],
  ['?origin=https://zendesk.com.evil.test', []],
  ['?origin=https://evilzendesk.com', []],
  ['?origin=nothing', []],
  ['', []],
]) test(`who is around us at ${address || 'no address'}`, () => assert.deepEqual(zendeskOrigins(new URLSearchParams(address)), origins));
