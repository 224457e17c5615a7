import assert from 'node:assert/strict';
import test from 'node:test';

import { differences, markedAt } from '../../../plugins/pages/guidelines/differences.js';
import { documentName } from '../../../plugins/pages/guidelines/uploads.js';

const differing = (pieces) => pieces.filter(({ differs }) => differs).map(({ text }) => text.trim());
const whole = (pieces) => pieces.map(({ text }) => text).join('');

test('the words that differ are told apart, and nothing is lost', () => {
  const [one, other] = ['Wait at most sixty seconds, please.', 'Wait at most two long minutes please.'];
  const [ours, theirs] = differences(one, other);
  assert.deepEqual(differing(ours), ['sixty seconds,']);
  assert.deepEqual(differing(theirs), ['two long minutes']);
  assert.deepEqual([whole(ours), whole(theirs)], [one, other]);
});

test('case and marks make no difference', () => {
  const [ours, theirs] = differences('Never ask.', 'never "ask"');
  assert.deepEqual([differing(ours), differing(theirs)], [[], []]);
});

test('an empty text differs wholly', () => {
  const [ours, theirs] = differences('', 'All of it.');
  assert.deepEqual([ours, differing(theirs)], [[], ['All of it.']]);
});

test('spans count code points', () => {
  const pieces = markedAt('🙂 never 🙂 ask', [[2, 7]]);
  assert.deepEqual(differing(pieces), ['never']);
  assert.equal(whole(pieces), '🙂 never 🙂 ask');
});

test('a file becomes a document as the command line names it', () => {
  const names = ['qualities.da.txt', 'Hand book.PDF', '.txt', 'plain'].map(documentName);
  assert.deepEqual(names, ['qualities-da', 'Hand book', '-txt', 'plain']);
});
