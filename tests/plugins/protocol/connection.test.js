import assert from 'node:assert/strict';
import test from 'node:test';
import { Connection } from '../../../plugins/protocol/connection.js';
import { FakeWorld, entry, subscribed } from './world.js';

const connected = (resume) => {
  const world = new FakeWorld();
  const told = { links: [], entries: [], acks: [], missing: 0, refused: [], begun: [] };
  const connection = new Connection('wss://desk/v1/stream', 'secret', {
    link: (state, code) => told.links.push([state, code]),
    entry: (_, { seq }) => told.entries.push(seq),
    ack: (_, event) => told.acks.push(event),
    missing: () => { told.missing += 1; },
    refused: (refusal) => told.refused.push(refusal.code),
    subscribed: (_, { recovered }) => told.begun.push(recovered),
  }, world);
  connection.follow('c1', resume);
  connection.open();
  world.last.greet();
  return { world, told, connection, first: world.last };
};

const message = { id: 'e1', type: 'message', role: 'agent', text: 'Hello' };

test('a follower gets every entry once and in order', () => {
  const { told, first } = connected();
  assert.deepEqual(first.sentOf('subscribe'), [{ type: 'subscribe', conversation: 'c1', after: 0 }]);
  first.say(subscribed(2), entry(1), entry(2), entry(2), entry(3));
  assert.deepEqual(told.entries, [1, 2, 3]);
});

test('a gap is asked for again', () => {
  const { told, first } = connected();
  first.say(subscribed(1), entry(1), entry(3));
  assert.deepEqual(first.sentOf('subscribe').at(-1), { type: 'subscribe', conversation: 'c1', after: 1, epoch: 'one' });
  first.say(subscribed(3), entry(2), entry(3));
  assert.deepEqual(told.entries, [1, 2, 3]);
});

test('a lost line comes back from where it was', () => {
  const { world, told, first } = connected();
  first.say(subscribed(2), entry(1), entry(2));
  first.drop();
  assert.deepEqual(told.links.at(-1), ['reconnecting', 1006]);
  assert.equal(world.sockets.length, 1);
  world.pass(0.26);
  assert.equal(world.sockets.length, 2);
  world.last.greet();
  assert.deepEqual(world.last.sentOf('subscribe'), [{ type: 'subscribe', conversation: 'c1', after: 2, epoch: 'one' }]);
  world.last.say(subscribed(4), entry(3), entry(4));
  assert.deepEqual(told.entries, [1, 2, 3, 4]);
});

test('a place kept elsewhere is resumed', () => {
  const { connection, first } = connected({ after: 41, epoch: 'one' });
  assert.deepEqual(first.sentOf('subscribe')[0], { type: 'subscribe', conversation: 'c1', after: 41, epoch: 'one' });
  first.say(subscribed(42), entry(42));
  assert.deepEqual(connection.placeOf('c1'), { after: 42, epoch: 'one' });
});

test('a log that began anew is told from its start', () => {
  const { world, told, first } = connected();
  first.say(subscribed(2), entry(1), entry(2));
  first.drop();
  world.pass(1);
  world.last.greet();
  world.last.say(subscribed(1, { recovered: false, epoch: 'two' }), entry(1));
  assert.deepEqual(told.begun, [true, false]);
  assert.deepEqual(told.entries, [1, 2, 1]);
});

test('waits grow with full jitter while the server is away, and are short again after a steady line', () => {
  const { world, first } = connected();
  world.chance = 0.999;
  first.drop();
  const gaps = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const from = world.time;
    while (world.last.readyState !== 0 || world.sockets.length < attempt + 2) world.pass(0.05);
    gaps.push(Math.round((world.time - from) * 10) / 10);
    world.last.drop();
  }
  assert.deepEqual(gaps.map(Math.round), [1, 1, 2, 4, 8, 16, 20, 20]);
  world.pass(20);
  world.last.greet();
  world.pass(6);
  world.last.drop();
  const count = world.sockets.length;
  world.pass(0.51);
  assert.equal(world.sockets.length, count + 1);
});

test('a server that greets and drops at once is not hammered', () => {
  const { world } = connected();
  world.chance = 0.999;
  for (let attempt = 0; attempt < 6; attempt += 1) {
    world.last.drop();
    world.pass(20);
    world.last.greet();
  }
  world.last.drop();
  const count = world.sockets.length;
  world.pass(10);
  assert.equal(world.sockets.length, count);
});

for (const code of [4101, 4103, 4107]) {
  test(`after ${code} it does not come back`, () => {
    const { world, told, first } = connected();
    first.drop(code);
    world.pass(600);
    assert.equal(world.sockets.length, 1);
    assert.deepEqual(told.links.at(-1), ['not_connected', code]);
  });
}

test('a planned restart shorter than two seconds is not noticed', () => {
  const { world, told, first } = connected();
  first.say(subscribed(1), entry(1));
  first.drop(4001);
  world.pass(0.3);
  world.last.greet();
  world.last.say(subscribed(2), entry(2));
  world.pass(5);
  assert.deepEqual(told.links.map(([state]) => state), ['connecting', 'connected']);
  assert.deepEqual(told.entries, [1, 2]);
});

test('a longer one is', () => {
  const { world, told, first } = connected();
  first.drop(4001);
  world.pass(2.1);
  assert.deepEqual(told.links.at(-1), ['reconnecting', 4001]);
});

test('where a restart is announced, both lines overlap until the new one tells of everything', () => {
  const { world, told, connection, first } = connected();
  connection.follow('c2');
  first.say(subscribed(1), entry(1), subscribed(0, { conversation: 'c2' }));
  first.say({ type: 'error', code: 'restarting', detail: 'soon', retry_after_ms: 1500 });
  world.pass(1.4);
  assert.equal(world.last, first); // others come back now
  world.pass(0.2);
  const next = world.last;
  assert.notEqual(next, first);
  first.say(entry(2));
  next.greet();
  assert.equal(next.sentOf('subscribe').length, 2);
  first.say(entry(3));
  next.say(subscribed(3));
  assert.equal(first.readyState, 1);
  first.say(entry(4)); // stale: the new line tells of this conversation now
  next.say(entry(3), entry(4), subscribed(0, { conversation: 'c2' }));
  assert.equal(first.readyState, 3);
  next.say(entry(5));
  assert.deepEqual(told.entries, [1, 2, 3, 4, 5]);
  assert.deepEqual(told.links.map(([state]) => state), ['connecting', 'connected']);
});

test('if the new line fails, the old one goes on', () => {
  const { world, told, connection, first } = connected();
  first.say(subscribed(1), entry(1));
  connection.renew();
  world.last.drop();
  first.say(entry(2));
  assert.deepEqual(told.entries, [1, 2]);
  assert.equal(told.links.at(-1)[0], 'connected');
});

test('an event is sent again until it is acknowledged', () => {
  const { world, told, connection, first } = connected();
  first.say(subscribed(0));
  connection.tell('c1', message);
  first.drop();
  world.pass(1);
  world.last.greet();
  assert.equal(world.last.sentOf('event').length, 0);
  world.last.say(subscribed(0));
  assert.deepEqual(world.last.sentOf('event'), [{ type: 'event', conversation: 'c1', event: message }]);
  world.last.say({ type: 'ack', conversation: 'c1', event: 'e1', seq: 1 }, { type: 'ack', conversation: 'c1', event: 'e1', seq: 1 });
  world.last.drop();
  world.pass(2);
  world.last.greet();
  world.last.say(subscribed(0));
  assert.deepEqual(world.last.sentOf('event'), []);
  assert.deepEqual(told.acks, ['e1']);
});

test('what is told while there is no line waits for one', () => {
  const { world, connection, first } = connected();
  first.drop();
  connection.tell('c1', message);
  connection.answer('c1', { prompt: 'p1', action: 'used' });
  world.pass(1);
  world.last.greet();
  world.last.say(subscribed(0));
  assert.equal(world.last.sentOf('event').length, 1);
  assert.deepEqual(world.last.sentOf('feedback'), [{ type: 'feedback', conversation: 'c1', prompt: 'p1', action: 'used' }]);
});

test('feedback that the log holds already is not sent twice', () => {
  const { world, connection, first } = connected();
  first.say(subscribed(0));
  connection.answer('c1', { prompt: 'p1', action: 'used' });
  first.drop();
  world.pass(1);
  world.last.greet();
  world.last.say(subscribed(1), entry(1, { kind: 'feedback', prompt: 'p1', action: 'used' }));
  assert.deepEqual(world.last.sentOf('feedback'), []);
});

test('a refused event is dropped, one that may pass later is tried again', () => {
  const { world, told, connection, first } = connected();
  first.say(subscribed(0));
  connection.tell('c1', message);
  connection.tell('c1', { ...message, id: 'e2' });
  first.say({ type: 'error', code: 'invalid_event', detail: 'no', conversation: 'c1', event: 'e1', retryable: false });
  first.say({ type: 'error', code: 'store_unavailable', detail: 'later', conversation: 'c1', event: 'e2', retryable: true });
  world.pass(2);
  assert.deepEqual(first.sentOf('event').map((frame) => frame.event.id), ['e1', 'e2', 'e2']);
  assert.deepEqual(told.refused, ['invalid_event']);
});

test('a conversation that is not there yet is asked for again', () => {
  const { world, told, first } = connected();
  first.say({ type: 'error', code: 'not_found', detail: 'no', conversation: 'c1' });
  assert.equal(told.missing, 1);
  world.pass(2);
  assert.equal(first.sentOf('subscribe').length, 2);
  first.say(subscribed(1), entry(1));
  assert.deepEqual(told.entries, [1]);
});

test('who left a conversation hears no more of it', () => {
  const { told, connection, first } = connected();
  first.say(subscribed(1), entry(1));
  connection.leave('c1');
  first.say(entry(2));
  assert.deepEqual(first.sentOf('unsubscribe'), [{ type: 'unsubscribe', conversation: 'c1' }]);
  assert.deepEqual(told.entries, [1]);
  assert.throws(() => connection.tell('c1', message), /follow c1/);
});

test('closing leaves nothing running', () => {
  const { world, told, connection, first } = connected();
  first.drop();
  connection.close();
  world.pass(600);
  assert.equal(world.sockets.length, 1);
  assert.equal(told.links.at(-1)[0], 'not_connected');
});
