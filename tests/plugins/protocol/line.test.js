import assert from 'node:assert/strict';
import test from 'node:test';
import { HANDSHAKE_S, Line, SILENCE_S } from '../../../plugins/protocol/line.js';
import { FakeWorld } from './world.js';

const dialled = () => {
  const world = new FakeWorld();
  const told = [];
  const line = new Line(world, 'wss://desk/v1/stream', 'secret', {
    ready: () => told.push('ready'),
    frame: (_, frame) => told.push(frame.type),
    closed: (_, code) => told.push(code),
  });
  return { world, told, line, socket: world.last };
};

test('the token goes into the first frame', () => {
  const { socket } = dialled();
  socket.open();
  assert.deepEqual(socket.sent, [{ type: 'authenticate', token: 'secret' }]);
});

test('heartbeats are answered', () => {
  const { socket, told } = dialled();
  socket.greet();
  socket.say({ type: 'heartbeat', at: '2026-11-02T12:00:00Z' });
  assert.deepEqual(socket.sent.at(-1), { type: 'heartbeat' });
  assert.deepEqual(told, ['ready', 'heartbeat']);
});

test('a server that does not answer is given up', () => {
  const { world, told, socket } = dialled();
  socket.open();
  world.pass(HANDSHAKE_S + 0.1);
  assert.deepEqual(told, [1006]);
});

test('silence ends the line, once', () => {
  const { world, told, socket } = dialled();
  socket.greet();
  world.pass(SILENCE_S - 1);
  socket.say({ type: 'heartbeat', at: '2026-11-02T12:00:00Z' });
  world.pass(SILENCE_S - 1);
  assert.equal(told.includes(1006), false);
  world.pass(2);
  socket.drop();
  assert.deepEqual(told, ['ready', 'heartbeat', 1006]);
});

test('what breaks the protocol ends the line for good', () => {
  const { told, socket } = dialled();
  socket.greet();
  socket.emit('message', { data: '{"type":"entry"}' });
  assert.deepEqual(told, ['ready', 4107]);
});

test('whoever left hears nothing more', () => {
  const { world, told, line, socket } = dialled();
  socket.greet();
  line.close();
  socket.say({ type: 'heartbeat', at: '2026-11-02T12:00:00Z' });
  socket.drop();
  world.pass(100);
  assert.deepEqual(told, ['ready']);
});
