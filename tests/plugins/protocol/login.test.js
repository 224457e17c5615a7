import assert from 'node:assert/strict';
import test from 'node:test';
import { Connection } from '../../../plugins/protocol/connection.js';
import { Login } from '../../../plugins/protocol/login.js';
import { FakeWorld, entry, subscribed } from './world.js';

const START = Date.parse('2026-11-02T12:00:00Z');
const time = (seconds) => new Date(START + seconds * 1000).toISOString();
const ready = (life, more = {}) => ({
  type: 'ready', protocol: 1, workspace: 'acme', agent: 'kim', ...(life ? { at: time(0), expires_at: time(life) } : {}), ...more,
});

for (const [life, asked] of [[3600, [3480, 3576, 3595.2, 3599]], [50, [40, 48, 49.6]], [2, [1.6]], [1, []], [0, []]]) {
  test(`of a life of ${life} s the next token is asked for in good time, and again when none comes`, () => {
    const world = new FakeWorld();
    const heard = [];
    const login = new Login(world, (ends) => heard.push([Math.round(world.time * 10) / 10, ends]));
    login.begin(ready(life));
    world.pass(life + 60);
    assert.deepEqual(heard, asked.map((at) => [at, time(life)]));
  });
}

test('our own clock does not matter', () => {
  const world = new FakeWorld();
  const heard = [];
  new Login(world, () => heard.push(world.time)).begin({ ...ready(0), at: '2001-01-01T00:00:00Z', expires_at: '2001-01-01T01:00:00Z' });
  world.pass(3500);
  assert.deepEqual(heard, [3480]);
});

const following = (life = 100) => {
  const world = new FakeWorld();
  const told = { links: [], entries: [], expiring: [], strangers: 0, refused: [] };
  const connection = new Connection('wss://desk/v1/stream', 'first', {
    link: (state, code) => told.links.push([state, code]),
    entry: (_, { seq }) => told.entries.push(seq),
    expiring: (ends) => { told.expiring.push(ends); told.answer?.(); },
    stranger: () => { told.strangers += 1; },
    refused: ({ code }) => told.refused.push(code),
  }, world);
  connection.follow('c1');
  connection.open();
  world.last.open();
  world.last.say(ready(life), subscribed(1), entry(1));
  return { world, told, connection, first: world.last };
};
const tokens = (socket) => socket.sentOf('authenticate').map(({ token }) => token);
const refusal = (code, more = {}) => ({ type: 'error', code, detail: 'no', retryable: false, ...more });

test('a newer token goes over the open line, and nothing is followed anew', () => {
  const { world, told, connection, first } = following(50);
  told.answer = () => connection.authenticate('second');
  world.pass(41);
  assert.deepEqual(told.expiring, [time(50)]);
  assert.deepEqual(tokens(first), ['first', 'second']);
  first.say(ready(500), entry(2));
  told.answer = () => {};
  for (let beat = 0; beat < 10; beat += 1) {
    world.pass(30);
    first.say({ type: 'heartbeat', at: time(0) });
  }
  assert.deepEqual(told.expiring, [time(50)]);
  assert.equal(world.sockets.length, 1);
  assert.equal(first.sentOf('subscribe').length, 1);
  assert.deepEqual(told.entries, [1, 2]);
  assert.deepEqual(told.links.map(([state]) => state), ['connecting', 'connected']);
});

test('when none comes the login ends, and goes on where it was once one is there', () => {
  const { world, told, connection, first } = following();
  first.say(refusal('not_authenticated'));
  first.drop(4101);
  assert.deepEqual(told.links.at(-1), ['login_ended', 4101]);
  assert.deepEqual(told.expiring, [time(100)]); // asked for once more: a machine that slept has heard nothing
  connection.renew();
  world.pass(600);
  assert.equal(world.sockets.length, 1);
  connection.answer('c1', { prompt: 'p1', action: 'used' });
  connection.authenticate('second');
  world.last.open();
  assert.deepEqual(tokens(world.last), ['second']);
  world.last.say(ready(100));
  assert.deepEqual(world.last.sentOf('subscribe'), [{ type: 'subscribe', conversation: 'c1', after: 1, epoch: 'one' }]);
  world.last.say(subscribed(2), entry(2));
  assert.deepEqual(told.entries, [1, 2]);
  assert.equal(world.last.sentOf('feedback').length, 1);
  assert.equal(told.strangers, 0);
});

test('a token that the server does not take is no login, and is not asked for again and again', () => {
  const { world, told, connection, first } = following();
  told.answer = () => connection.authenticate(`another ${told.expiring.length}`);
  first.drop(4101);
  for (let times = 0; times < 5 && world.last.readyState !== 3; times += 1) {
    world.last.open();
    world.last.drop(4101);
  }
  assert.deepEqual(told.links.at(-1), ['not_connected', 4101]);
  assert.equal(told.expiring.length, 1);
  assert.equal(world.sockets.length, 2);
});

test('a key has no end: when it is taken back, nobody is asked', () => {
  const { told, first } = following(0);
  first.drop(4101);
  assert.deepEqual(told.links.at(-1), ['not_connected', 4101]);
  assert.deepEqual(told.expiring, []);
});

for (const code of ['not_authorized', 'not_authenticated']) {
  test(`a token that is refused as ${code} leaves nothing to go on with`, () => {
    const { world, told, connection, first } = following();
    connection.authenticate('second');
    first.say(refusal('invalid_event', { conversation: 'c1', event: 'e7' }));
    assert.equal(told.strangers, 0);
    first.say(refusal(code));
    assert.equal(told.strangers, 1);
    world.pass(600);
    assert.equal(world.sockets.length, 1);
    assert.equal(first.readyState, 3);
  });
}

test('where nobody can tell just now the token is sent again', () => {
  const { world, told, connection, first } = following();
  connection.authenticate('second');
  first.say(refusal('target_unreachable', { retryable: true }));
  world.pass(2);
  assert.deepEqual(tokens(first), ['first', 'second', 'second']);
  first.say(ready(100), refusal('request_error'));
  assert.equal(told.strangers, 0);
  assert.deepEqual(told.refused, ['request_error']);
});

test('somebody else on a new line is a stranger', () => {
  for (const more of [{ agent: 'lee' }, { workspace: 'nord' }]) {
    const { world, told, connection, first } = following();
    first.drop(4101);
    connection.authenticate('second');
    world.last.open();
    world.last.say(ready(100, more));
    assert.equal(told.strangers, 1);
    assert.deepEqual(world.last.sentOf('subscribe'), []);
  }
});

test('a line that is being opened begins again with the newer token', () => {
  const { world, connection, first } = following();
  connection.renew();
  const between = world.last;
  between.open();
  connection.authenticate('second');
  assert.deepEqual(tokens(first), ['first', 'second']);
  assert.equal(between.readyState, 3);
  world.last.open();
  assert.deepEqual(tokens(world.last), ['second']);
  world.last.say(ready(100), subscribed(1));
  assert.equal(first.readyState, 3);
});
