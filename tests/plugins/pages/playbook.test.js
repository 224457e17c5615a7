/** What the playbook's page decides without a browser: texts changed field by field, samples, drafts kept. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from '../../../plugins/pages/playbook/difference.js';
import { brokenLines, dataOf, withField } from '../../../plugins/pages/playbook/document.js';
import { Draft } from '../../../plugins/pages/playbook/draft.js';
import { fill, sampleSlots, unknownSlots } from '../../../plugins/pages/playbook/sample.js';

const MOMENT = `# ours
moment: greet
opens: {now: customer.message} # at once
channels: [chat, phone]
words:
  en:
    instruction: "Greet."
    say: "Hello[, {name}]!"
`;

test('a field is changed and the rest stays as it was written', () => {
  const text = withField(MOMENT, ['words', 'en', 'say'], 'Hi "there"');
  assert.equal(text, MOMENT.replace('"Hello[, {name}]!"', '"Hi \\"there\\""'));
  assert.equal(withField(text, ['words', 'en', 'say'], 'Hello[, {name}]!'), MOMENT);
});

test('a field is put in, in another language too, and taken out', () => {
  const text = withField(withField(MOMENT, ['words', 'sv', 'say'], 'Hej!'), ['enabled'], false);
  assert.equal(dataOf(text)?.words?.sv?.say, 'Hej!');
  assert.equal(dataOf(text)?.enabled, false);
  assert.equal(dataOf(withField(text, ['enabled'], undefined))?.enabled, undefined);
  assert.ok(text.startsWith('# ours') && text.includes('# at once'));
  assert.ok(withField(MOMENT, ['channels'], ['email']).includes('channels: [email]'));
});

test('examples are lists of lines', () => {
  const text = withField(MOMENT, ['examples', 'fires', 'en'], [['customer: a', 'agent: b']]);
  assert.deepEqual(dataOf(text)?.examples?.fires?.en, [['customer: a', 'agent: b']]);
});

test('what is no YAML says where and stays as it is', () => {
  const broken = `${MOMENT}examples: [\n`;
  assert.equal(dataOf(broken), null);
  assert.equal(brokenLines(broken)[0]?.line, 10);
  assert.equal(withField(broken, ['enabled'], false), broken);
  assert.equal(dataOf('- a'), null);
});

test('differences are told field by field', () => {
  const after = withField(withField(MOMENT, ['words', 'en', 'say'], 'Hi'), ['cooldown_s'], 5);
  assert.deepEqual(differences(MOMENT, after), [
    { field: 'words.en.say', before: 'Hello[, {name}]!', after: 'Hi' },
    { field: 'cooldown_s', before: undefined, after: '5' },
  ]);
  assert.deepEqual(differences(MOMENT, `${MOMENT}# more\n`), []);
  assert.deepEqual(differences('', 'moment: a'), [{ field: 'moment', before: undefined, after: 'a' }]);
  assert.deepEqual(differences(MOMENT, 'a: ['), [{ field: '', before: MOMENT, after: 'a: [' }]);
});

test('samples are filled as the engine fills them', () => {
  const slots = { name: 'Robin', quote: '' };
  assert.equal(fill('Hello[, {name}]. Because: {quote}', slots), 'Hello, Robin.');
  assert.equal(fill('Hello[, {nobody}].', slots), 'Hello.');
  assert.equal(fill('Hi {name} [because {quote} ]!', slots), 'Hi Robin!');
  assert.deepEqual(unknownSlots('{name} {nmae}'), ['nmae']);
  assert.equal(sampleSlots('sv').hold, 'två minuter');
});

class Kept extends Map {
  getItem(/** @type {string} */ name) { return this.get(name) ?? null; }
  setItem(/** @type {string} */ name, /** @type {string} */ text) { this.set(name, text); }
  removeItem(/** @type {string} */ name) { this.delete(name); }
}

test('a draft survives, and what is as it is live is none', () => {
  const storage = /** @type {any} */ (new Kept());
  const draft = new Draft('acme', storage);
  draft.put('greet', 'new', 'old', 7);
  draft.put('bye', 'other', 'old', 8);
  const again = new Draft('acme', storage);
  assert.deepEqual([again.since, again.texts()], [7, { greet: 'new', bye: 'other' }]);
  assert.deepEqual(again.texts('bye'), { bye: 'other' });
  assert.equal(new Draft('other', storage).size, 0);
  again.put('greet', 'old', 'old', 7);
  again.drop('bye');
  assert.equal(storage.size, 0);
  storage.setItem('bistand-playbook-draft:acme', '{broken');
  assert.equal(new Draft('acme', storage).size, 0);
});
