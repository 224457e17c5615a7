import assert from 'node:assert/strict';
import test from 'node:test';
import { Feed, conversationId, streamUrl } from '../../../plugins/desks/feed.js';
import { FakeWorld, subscribed } from '../protocol/world.js';

const BODY = { id: 'c1', channel: 'chat' };
const event = (id) => ({ id, type: 'message', role: 'customer', text: 'Hello' });
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

/** A feed whose server answers each POST with the next of `statuses`; 0 is no answer. */
async function fed(context, ...statuses) {
  const posted = [];
  context.mock.method(globalThis, 'fetch', async (url, request) => {
    posted.push([url.href, JSON.parse(request.body), request.headers.Authorization]);
    const status = statuses.shift();
    if (!status) throw new TypeError('failed to fetch');
    return { status };
  });
  const world = new FakeWorld();
  const told = { links: [], confirmed: [], failed: [] };
  const feed = new Feed('https://bistand.example.com', 'secret', {
    link: (state, code) => told.links.push([state, code]),
    confirmed: (conversation, id) => told.confirmed.push([conversation, id]),
    failed: (conversation, status) => told.failed.push([conversation, status]),
  }, world);
  world.last.greet();
  feed.begin(BODY);
  await turn();
  return { feed, world, told, posted, socket: world.last };
}

test('a conversation is begun once, then followed', async (context) => {
  const { feed, posted, socket } = await fed(context, 201);
  feed.begin(BODY);
  await turn();
  assert.deepEqual(posted, [['https://bistand.example.com/v1/conversations', BODY, 'Bearer secret']]);
  assert.deepEqual(socket.sentOf('subscribe').map((frame) => frame.conversation), ['c1']);
});

test('what is told before the conversation stands goes out once it does, and is confirmed when it is on disk', async (context) => {
  const { feed, told, socket } = await fed(context, 201);
  feed.tell('c1', event('e1'));
  socket.say(subscribed(0));
  assert.deepEqual(socket.sentOf('event').map((frame) => frame.event.id), ['e1']);
  assert.deepEqual(told.confirmed, []);
  socket.say({ type: 'ack', conversation: 'c1', event: 'e1', seq: 1 });
  assert.deepEqual(told.confirmed, [['c1', 'e1']]);
});

test('words before the answer wait for it', async (context) => {
  let answer;
  context.mock.method(globalThis, 'fetch', () => new Promise((resolve) => { answer = resolve; }));
  const world = new FakeWorld();
  const feed = new Feed('https://bistand.example.com', 'secret', {}, world);
  world.last.greet();
  feed.begin(BODY);
  feed.tell('c1', event('e1'));
  world.last.say(subscribed(0));
  assert.deepEqual(world.last.sentOf('event'), []);
  answer({ status: 200 });
  await turn();
  world.last.say(subscribed(0));
  assert.deepEqual(world.last.sentOf('event').map((frame) => frame.event.id), ['e1']);
});

test('one that somebody else began is followed too', async (context) => {
  const { socket } = await fed(context, 409);
  assert.equal(socket.sentOf('subscribe').length, 1);
});

test('no answer is asked for again', async (context) => {
  const { world, posted, socket } = await fed(context, 0, 503, 201);
  for (const attempt of [1, 2, 3]) {
    assert.equal(posted.length, attempt);
    world.pass(2);
    await turn();
  }
  assert.equal(posted.length, 3);
  assert.equal(socket.sentOf('subscribe').length, 1);
});

test('a refusal is told and not repeated', async (context) => {
  const { world, told, posted } = await fed(context, 422);
  world.pass(25);
  await turn();
  assert.equal(posted.length, 1);
  assert.deepEqual(told.failed, [['c1', 422]]);
});

test('a wrong key ends it', async (context) => {
  const { told } = await fed(context, 401);
  assert.deepEqual(told.links.at(-1), ['not_connected', 4101]);
});

test('what was left is not told of any more', async (context) => {
  const { feed, socket } = await fed(context, 201);
  feed.leave('c1');
  feed.tell('c1', event('e1'));
  assert.deepEqual(socket.sentOf('unsubscribe').map((frame) => frame.conversation), ['c1']);
  assert.deepEqual(socket.sentOf('event'), []);
});

for (const [webhooks, sent, confirmed] of [[['zendesk'], [], [['zendesk-7', 'e1'], ['zendesk-7', 'e2']]], [['chatwoot'], ['e1', 'e2'], []], [null, ['e1', 'e2'], []]]) {
  test(`a desk that the server hears of by webhook is followed and not told of again (${webhooks})`, async (context) => {
    const { feed, told, socket } = await fed(context, 201);
    context.mock.method(globalThis, 'fetch', async (url, { headers }) => {
      assert.equal(headers.Authorization, 'Bearer secret'); // which desks, depends on whose key it is
      if (url.pathname !== '/desks/config.json') return { status: 201 };
      if (!webhooks) throw new TypeError('failed to fetch');
      return { status: 200, json: async () => ({ webhooks }) };
    });
    feed.begin({ ...BODY, id: 'zendesk-7' });
    feed.tell('zendesk-7', event('e1'));
    await turn();
    await turn();
    socket.say({ ...subscribed(0), conversation: 'zendesk-7' });
    feed.tell('zendesk-7', event('e2'));
    assert.deepEqual(socket.sentOf('subscribe').map((frame) => frame.conversation), ['c1', 'zendesk-7']);
    assert.deepEqual(socket.sentOf('event').map((frame) => frame.event.id), sent);
    assert.deepEqual(told.confirmed, confirmed);
  });
}

test('names are whole in addresses', () => {
  assert.equal(conversationId('gmail', '18f0a'), 'gmail-18f0a');
  assert.equal(conversationId('desk.example.com', '/case/31?x=å'), 'desk.example.com--case-31-x-');
  assert.equal(conversationId('generic', 'x'.repeat(300)).length, 150);
});

test('the stream is where the server is', () => {
  assert.equal(streamUrl('https://bistand.example.com'), 'wss://bistand.example.com/v1/stream');
  assert.equal(streamUrl('http://127.0.0.1:8400'), 'ws://127.0.0.1:8400/v1/stream');
});
