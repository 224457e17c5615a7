/** Choosing a customer to practise with: by language, easy ones first. */

import { element } from '../shell/elements.js';
import { LANGUAGES } from '../shell/words.js';
import { LEVELS } from './shapes.js';

/** @import {Home, Script} from './shapes.js' */

const KEPT = { language: 'bistand-practice-language', level: 'bistand-practice-level', name: 'bistand-practice-name' };
const DIFFICULTIES = ['easy', 'medium', 'hard'];

/** @param {Home} home */
export function chooser(home) {
  const { words, scripts } = home;
  const known = LANGUAGES.filter((code) => scripts.some(({ language }) => language === code));
  const kept = localStorage.getItem(KEPT.language) ?? words.language;
  const language = element('select', { attributes: { id: 'script-language' } });
  for (const code of known) language.append(new Option(words.languageName(code), code, false, code === kept));
  const list = element('ul', { class: 'scripts' });
  const name = element('input', { attributes: { id: 'own-name', maxlength: '100', autocomplete: 'name' } });
  name.value = localStorage.getItem(KEPT.name) ?? '';
  name.addEventListener('change', () => localStorage.setItem(KEPT.name, name.value.trim()));
  const level = levels(home);
  const begin = (/** @type {Script} */ script) => home.start(script.name, level.chosen(), name.value.trim());
  const fill = () => list.replaceChildren(...cards(home, language.value, begin));
  language.addEventListener('change', () => {
    localStorage.setItem(KEPT.language, language.value);
    fill();
  });
  fill();
  return element(
    'div', { class: 'choose' },
    element(
      'form', { class: 'choices' },
      element('label', { class: 'field' }, element('span', {}, words.of('script_language')), language),
      level.root,
      element('label', { class: 'field' }, element('span', {}, words.of('your_name')), name),
    ),
    list,
  );
}

/** @param {Home} home */
function levels({ words }) {
  const kept = localStorage.getItem(KEPT.level) ?? 'shown';
  const choices = LEVELS.map((level) => {
    const input = element('input', { attributes: { type: 'radio', name: 'level', value: level } });
    input.checked = level === kept;
    input.addEventListener('change', () => localStorage.setItem(KEPT.level, level));
    return { input, label: element('label', {}, input, element('span', {}, words.of(`level_${level}`))) };
  });
  return {
    chosen: () => choices.find(({ input }) => input.checked)?.input.value ?? 'shown',
    root: element('fieldset', { class: 'levels' }, element('legend', {}, words.of('level')), element('div', { class: 'options' }, ...choices.map(({ label }) => label))),
  };
}

/**
 * @param {Home} home
 * @param {string} language
 * @param {(script: Script) => void} begin
 */
function cards(home, language, begin) {
  const { words } = home;
  const own = home.scripts.filter((script) => script.language === language);
  if (!own.length) return [element('li', { class: 'quiet' }, words.of('no_scripts'))];
  return own.map((script) => element(
    'li', { class: 'script', data: { script: script.name } },
    element('h2', { lang: script.language }, script.title),
    element('p', { class: 'meta' }, words.of(script.channel), difficulty(home, script.difficulty)),
    element('p', { class: 'who' }, words.of('who', { customer: script.customer, mood: words.of(`mood_${script.mood}`) })),
    element('details', {}, element('summary', {}, words.of('practises')), element('ul', { lang: script.language }, ...script.practises.map((asked) => element('li', {}, asked)))),
    element('button', { class: 'primary', click: () => begin(script), attributes: { 'aria-label': words.of('begin_with', { title: script.title }) } }, words.of('begin')),
  ));
}

/**
 * @param {Home} home
 * @param {number} degree 1 to 3
 */
function difficulty({ words }, degree) {
  const dots = [1, 2, 3].map((place) => element('span', { class: place <= degree ? 'dot full' : 'dot' }));
  return element('span', { class: 'difficulty' }, element('span', { class: 'dots', attributes: { 'aria-hidden': 'true' } }, ...dots), words.of(DIFFICULTIES[degree - 1]));
}
