import assert from 'node:assert/strict';
import test from 'node:test';
import { readEnding, readPrompt } from '../../../plugins/protocol/prompts.js';

test('a prompt keeps what the panel shows', () => {
  const given = {
    id: 'p1', moment: 'm', priority: 'high', instruction: 'Do', instruction_language: 'en', say: 'Say', say_language: 'da',
    guidelines: [{ document: 'd', title: 't', section: 's', language: 'sv', quote: 'q', start: 1, end: 2, similarity: 0.9 }],
    because: { event: 'e1', text: 'why', evidence: [{ event: 'e1', start: 0, end: 2, act: 'a' }] },
    details: { due: 7 }, opened_at: '2026-11-02T12:00:00Z', later: true, polished: true,
  };
  assert.deepEqual(readPrompt(given), {
    id: 'p1', moment: 'm', priority: 'high', instruction: 'Do', instruction_language: 'en', say: 'Say', say_language: 'da',
    guidelines: [{ document: 'd', title: 't', section: 's', language: 'sv', quote: 'q' }],
    because: { event: 'e1', text: 'why', evidence: [{ event: 'e1', start: 0, end: 2 }] },
    details: { due: 7 }, opened_at: '2026-11-02T12:00:00Z', polished: true,
  });
});

test('foreign values become harmless ones', () => {
  const prompt = readPrompt({ id: 'p', instruction: 'i', priority: '__proto__', say: {}, guidelines: [null, { quote: 7 }, { quote: 'q' }], because: 3, details: [] });
  assert.equal(prompt.priority, 'normal');
  assert.equal(prompt.say, '');
  assert.deepEqual(prompt.guidelines, [{ document: '', title: '', section: '', language: '', quote: 'q' }]);
  assert.deepEqual(prompt.because, { event: '', text: '', evidence: [] });
});

test('without id or instruction there is no prompt', () => {
  for (const given of [null, 'p1', [], {}, { id: 'p1' }, { instruction: 'i' }, { id: 7, instruction: 'i' }]) assert.equal(readPrompt(given), null);
});

test('an ending we do not know means no longer true', () => {
  assert.equal(readEnding('done'), 'done');
  assert.equal(readEnding('open'), 'withdrawn');
  assert.equal(readEnding({}), 'withdrawn');
});
