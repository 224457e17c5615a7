import assert from 'node:assert/strict';
import test from 'node:test';
import { MalformedFrame, mayReturn, readFrame, seconds } from '../../../plugins/protocol/messages.js';

const GOOD = [
  { type: 'ready', protocol: 1, workspace: 'w', agent: '' },
  { type: 'subscribed', conversation: 'c', recovered: false, epoch: 'e', last_seq: 0 },
  { type: 'heartbeat', at: '2026-11-02T12:00:00Z' },
  { type: 'ack', conversation: 'c', event: 'e', seq: 1 },
  { type: 'entry', conversation: 'c', seq: 1, entry: {} },
  { type: 'error', code: 'x', detail: 'y' },
];

for (const frame of GOOD) {
  test(`a ${frame.type} frame is read as it is`, () => assert.deepEqual(readFrame(JSON.stringify(frame)), frame));
  for (const name of Object.keys(frame).filter((key) => key !== 'type')) {
    test(`a ${frame.type} frame without ${name} is refused`, () => {
      const { [name]: _, ...rest } = /** @type {any} */ (frame);
      assert.throws(() => readFrame(JSON.stringify(rest)), MalformedFrame);
      assert.throws(() => readFrame(JSON.stringify({ ...frame, [name]: [null] })), MalformedFrame);
    });
  }
}

for (const data of ['', 'null', '[]', '7', '"x"', '{', undefined, new Uint8Array(2)]) {
  test(`${JSON.stringify(data)} is no frame`, () => assert.throws(() => readFrame(data), MalformedFrame));
}

test('frames of later versions are left alone', () => {
  for (const type of ['later', 'constructor', '__proto__', 7, null]) assert.equal(readFrame(JSON.stringify({ type })), null);
  assert.equal(readFrame('{}'), null);
});

test('close codes say whether to come back', () => {
  for (const code of [1000, 1001, 1006, 1012, 4001, 4002, 4008, 4029, 4099]) assert.equal(mayReturn(code), true, String(code));
  for (const code of [4100, 4101, 4103, 4107, 4199]) assert.equal(mayReturn(code), false, String(code));
});

test('times are text or numbers', () => {
  assert.equal(seconds('1970-01-01T00:01:00.5Z'), 60.5);
  assert.equal(seconds(12), 12);
  assert.ok(Number.isNaN(seconds('soon')));
});
