import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { clock } from '../../../plugins/widget/elements.js';
import { LANGUAGES, TEXTS, Words, choose } from '../../../plugins/widget/words.js';

const FOLDER = new URL('../../../plugins/widget/', import.meta.url);
const slots = (text) => (text.match(/\{\w+\}/g) ?? []).sort();

for (const [key, texts] of Object.entries(TEXTS)) {
  test(`${key} is said in every language, with the same slots`, () => {
    assert.equal(texts.length, LANGUAGES.length);
    for (const text of texts) {
      assert.ok(text.trim());
      assert.deepEqual(slots(text), slots(texts[0]));
    }
  });
}

test('every text that the modules ask for by name is there', () => {
  const code = readdirSync(FOLDER).filter((name) => name.endsWith('.js')).map((name) => readFileSync(new URL(name, FOLDER), 'utf8')).join('\n');
  const asked = [...code.matchAll(/(?:words\.of|iconButton)\('(\w+)'/g)].map(([, key]) => key);
  assert.ok(asked.length > 10);
  assert.deepEqual(asked.filter((key) => !(key in TEXTS)), []);
});

test('the first wanted language that we speak is chosen, Norwegian in any form as bokmål', () => {
  assert.equal(choose(['de', 'pt-BR', 'en']), 'pt');
  assert.equal(choose(['nn-NO']), 'nb');
  assert.equal(choose(['no']), 'nb');
  assert.equal(choose(['fr', '']), 'en');
  assert.equal(choose([]), 'en');
});

test('slots are filled, and only those that are there', () => {
  const words = new Words('sv');
  assert.equal(words.of('waiting', { time: '{count}' }), 'Har väntat {count}');
  assert.equal(words.of('constructor'), 'constructor');
  assert.equal(words.languageName('da'), 'Danska');
  assert.equal(words.languageName('<b>'), '');
});

test('a clock has hours only when there are any', () => {
  assert.deepEqual([-5, NaN, 0, 9.9, 61, 3600, 36_061].map(clock), ['0:00', '0:00', '0:00', '0:09', '1:01', '1:00:00', '10:01:01']);
});
