import assert from 'node:assert/strict';
import test from 'node:test';
import { LONGEST_WAIT_S, waitS } from '../../../plugins/protocol/backoff.js';

test('waits are spread from nothing to a bound that doubles', () => {
  for (const [attempt, bound] of [[0, 0.5], [1, 1], [2, 2], [3, 4], [5, 16], [6, 20], [5000, 20]]) {
    assert.equal(waitS(attempt, 0), 0);
    assert.ok(Math.abs(waitS(attempt, 0.999999) - bound) < 0.01, String(attempt));
  }
  assert.ok(waitS(1e6, 0.9999) < LONGEST_WAIT_S);
});
