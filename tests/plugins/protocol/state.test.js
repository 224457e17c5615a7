import assert from 'node:assert/strict';
import test from 'node:test';
import { EMPTY, openPrompts, reduce, settledPrompts } from '../../../plugins/protocol/state.js';

const prompt = (id, more = {}) => ({ id, moment: `m-${id}`, instruction: `do ${id}`, priority: 'normal', opened_at: '2026-11-02T12:00:00Z', ...more });
const fold = (...entries) => entries.reduce((state, entry, index) => reduce(state, { type: 'entry', entry: { seq: index + 1, at: 100 + index, ...entry } }), EMPTY);
const opened = (id, more) => ({ kind: 'prompt_opened', prompt: prompt(id, more) });
const closed = (id, status = 'done') => ({ kind: 'prompt_closed', prompt: id, status });
const event = (given) => ({ kind: 'event', event: given });
const ids = (shown) => shown.map(({ prompt: { id } }) => id);

test('the most urgent stands first, among equals the newest', () => {
  const state = fold(opened('p1'), opened('p2', { priority: 'urgent' }), opened('p3', { priority: 'low' }), opened('p4'), opened('p5', { priority: 'urgent' }));
  assert.deepEqual(ids(openPrompts(state)), ['p5', 'p2', 'p4', 'p1', 'p3']);
});

test('a prompt closes with its status and time, once', () => {
  const state = fold(opened('p1'), closed('p1'), closed('p1', 'expired'));
  assert.deepEqual(openPrompts(state), []);
  assert.deepEqual(settledPrompts(state).map(({ status, closedAt }) => [status, closedAt]), [['done', 101]]);
});

test('an opened prompt seen again changes nothing; an update changes its words', () => {
  const state = fold(opened('p1'), opened('p1', { instruction: 'other' }), { kind: 'prompt_updated', prompt: prompt('p1', { say: 'better' }) });
  assert.equal(state.prompts.length, 1);
  assert.equal(state.prompts[0].prompt.instruction, 'do p1');
  assert.equal(state.prompts[0].prompt.say, 'better');
});

test('the words that called for a prompt are quoted by code points', () => {
  const because = { event: 'e1', text: 'why', evidence: [{ event: 'e1', start: 2, end: 7 }, { event: 'e9', start: 0, end: 2 }] };
  const state = fold(event({ id: 'e1', type: 'message', role: 'customer', text: '😡 angry!' }), opened('p1', { because }));
  assert.deepEqual(state.prompts[0].words, ['angry']);
});

test('a hold runs from its start to its end', () => {
  const holding = fold(event({ id: 'e1', type: 'hold_started', reason: 'warehouse' }));
  assert.deepEqual(holding.hold, { since: 100, reason: 'warehouse' });
  assert.equal(fold(event({ id: 'e1', type: 'hold_started' }), event({ id: 'e2', type: 'hold_ended' })).hold, null);
  assert.equal(fold(event({ id: 'e1', type: 'hold_started' }), event({ id: 'e2', type: 'conversation_ended' })).hold, null);
});

test('feedback is kept with its prompt', () => {
  const state = fold(opened('p1'), { kind: 'feedback', prompt: 'p1', action: 'shown' }, { kind: 'feedback', prompt: 'p1', action: 'helpful' });
  assert.deepEqual([...state.prompts[0].feedback], ['shown', 'helpful']);
});

test('a snapshot brings open questions, promises and announced waits', () => {
  const snapshot = {
    last_seq: 1, state: 'open', hold: { since: '1970-01-01T00:02:00Z', reason: 'look' }, waiting_since: '1970-01-01T00:01:00Z',
    questions: [{ id: 'q1', text: 'Where?', answered: false }, { id: 'q2', text: 'When?', answered: true }],
    promises: [{ text: 'by noon', due: '1970-01-01T00:03:00Z', kept: false }, { text: 'today', due: '1970-01-01T00:03:00Z', kept: true }],
  };
  const state = reduce(fold(event({ id: 'e1', type: 'message' })), { type: 'snapshot', snapshot });
  assert.deepEqual(state.hold, { since: 120, reason: 'look' });
  assert.equal(state.waitingSince, 60);
  assert.deepEqual(state.questions, [{ id: 'q1', text: 'Where?' }]);
  assert.deepEqual(state.promises, [{ text: 'by noon', due: 180 }]);
});

test('an older snapshot than the log we read is left aside', () => {
  const state = fold(event({ id: 'e1', type: 'hold_started' }), event({ id: 'e2', type: 'hold_ended' }));
  assert.equal(reduce(state, { type: 'snapshot', snapshot: { last_seq: 1, hold: { since: 1 } } }), state);
});

test('what the agent did with a prompt makes a snapshot no older', () => {
  const state = fold(event({ id: 'e1', type: 'message' }), opened('p1'), { kind: 'feedback', prompt: 'p1', action: 'shown' });
  assert.equal(reduce(state, { type: 'snapshot', snapshot: { last_seq: 2, questions: [{ id: 'q', text: 'Why?' }] } }).questions.length, 1);
});

test('a log that begins anew forgets everything but the link', () => {
  const before = reduce(fold(opened('p1')), { type: 'link', link: 'connected', code: 0 });
  assert.deepEqual(reduce(before, { type: 'begin' }), { ...EMPTY, link: 'connected' });
});

test('the server clock is learnt from heartbeats', () => {
  assert.equal(reduce(EMPTY, { type: 'heartbeat', at: '1970-01-01T00:00:10Z', now: 4 }).ahead, 6);
  assert.equal(reduce(EMPTY, { type: 'heartbeat', at: 'soon', now: 4 }).ahead, 0);
});

test('three hundred prompts in an hour leave no more than the latest', () => {
  const entries = Array.from({ length: 300 }, (_, index) => [
    event({ id: `e${index}`, type: 'message', text: 'x'.repeat(1000) }), opened(`p${index}`), closed(`p${index}`),
  ]).flat();
  const state = fold(...entries);
  assert.equal(state.prompts.length, 20);
  assert.equal(state.texts.size, 60);
  assert.equal(ids(settledPrompts(state))[0], 'p299');
});

test('entries of later versions and broken prompts only count', () => {
  const state = fold({ kind: 'later' }, { kind: 'prompt_opened', prompt: null }, { kind: 'event', event: null }, { kind: 'prompt_closed', prompt: {} });
  assert.deepEqual(state.prompts, []);
  assert.equal(state.seq, 4);
});
