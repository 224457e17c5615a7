/** A new moment from a guideline sentence: found, chosen, proposed with what customers have said, and taken on. */

import { element } from '../shell/elements.js';

/** @import {Playbook} from './playbook.js' */
/**
 * @typedef {{document: string, title: string, section: string, language: string, quote: string, start: number}} Citation
 * @typedef {{text: string, language: string, channel: string, similarity: number}} Found
 * @typedef {{moment: string, yaml: string, sentences: Record<string, string>, found: Found[], looked_at: number, missing: string[]}} Proposal
 */

const SHOWN = 12; // sentences found

/** @param {Playbook} page */
export async function proposalView(page) {
  const { words } = page;
  const results = element('ul', { class: 'sentences' });
  const told = element('p', { class: 'quiet', attributes: { role: 'status' } });
  const proposed = element('div', { class: 'proposed' });
  const need = element('input', { attributes: { type: 'search', required: '', maxlength: '500', 'aria-label': words.of('find_sentence'), placeholder: words.of('find_sentence') } });
  const search = element('form', { class: 'searching', attributes: { role: 'search' } }, need,
    Object.assign(element('button', { class: 'primary' }, words.of('search')), { type: 'submit' }));
  search.addEventListener('submit', (submit) => {
    submit.preventDefault();
    void page.attempt(async () => {
      /** @type {{matches: Citation[]}} */
      const { matches } = await page.service.get('/v1/guidelines/search', { q: need.value, k: SHOWN });
      told.textContent = words.of(matches.length ? 'pick_sentence' : 'no_sentence');
      proposed.replaceChildren();
      results.replaceChildren(...matches.map((match) => sentence(page, match, proposed)));
    });
  });
  return [element('h2', {}, words.of('view_new')), element('p', { class: 'hint' }, words.of('new_hint')), search, told, results, proposed];
}

/**
 * @param {Playbook} page
 * @param {Citation} match
 * @param {HTMLElement} proposed
 */
function sentence(page, match, proposed) {
  const { words } = page;
  const pick = element('button', { class: 'sentence', attributes: { 'aria-pressed': 'false' }, click: () => page.attempt(async () => {
    for (const other of pick.closest('ul')?.querySelectorAll('.sentence') ?? []) other.setAttribute('aria-pressed', String(other === pick));
    proposed.replaceChildren(element('p', { class: 'quiet', attributes: { role: 'status' } }, words.of('proposing')));
    const proposal = await page.service.post('/v1/playbook/propose', { document: match.document, start: match.start });
    proposed.replaceChildren(...shown(page, proposal));
    proposed.querySelector('h3')?.focus();
  }) }, element('q', { lang: match.language }, match.quote), element('span', { class: 'meta' }, [match.title, match.section].filter(Boolean).join(' · ')));
  return element('li', {}, pick);
}

/**
 * @param {Playbook} page
 * @param {Proposal} proposal
 */
function shown(page, proposal) {
  const { words } = page;
  const sentences = Object.entries(proposal.sentences).map(([language, text]) => element('li', {}, element('span', { class: 'label' }, words.languageName(language)), ' ', element('q', { lang: language }, text)));
  const found = proposal.found.map((one) => element('li', {}, element('q', { lang: one.language }, one.text), ' ', element('span', { class: 'meta' }, `${words.languageName(one.language)} · ${words.of(one.channel)}`)));
  const missing = proposal.missing.map((field) => element('li', {}, element('code', {}, field), ' ', why(page, field)));
  const goOn = element('button', { class: 'primary large', click: () => page.attempt(async () => {
    await page.change(proposal.moment, proposal.yaml);
    location.hash = `#moment/${proposal.moment}`;
  }) }, words.of('take_on'));
  return [
    element('h3', { attributes: { tabindex: '-1' } }, proposal.moment),
    element('h4', {}, words.of('sentences_quoted')), element('ul', { class: 'plain-list' }, ...sentences),
    element('h4', {}, words.of('said_like_it')),
    proposal.found.length ? element('ul', { class: 'plain-list' }, ...found) : element('p', { class: 'quiet' }, words.of('nothing_said', { count: String(proposal.looked_at) })),
    element('h4', {}, words.of('to_fill_in')), element('ul', { class: 'plain-list' }, ...missing),
    element('details', {}, element('summary', {}, words.of('yaml_way')), element('pre', { class: 'source', attributes: { tabindex: '0' } }, proposal.yaml)),
    goOn,
  ];
}

/**
 * Why a field is left empty.
 * @param {Playbook} page
 * @param {string} field
 */
function why(page, field) {
  const { words } = page;
  const [kind, language] = field.split('.');
  const slots = { language: words.languageName(language && language.length === 2 ? language : words.language) };
  const keys = /** @type {Record<string, string>} */ ({
    query: 'missing_query', words: 'missing_words', opens: 'missing_opens', 'examples.fires': 'missing_fires', 'examples.silent': 'missing_silent', done_when: 'missing_done',
  });
  return words.of(keys[field] ?? keys[kind ?? ''] ?? 'missing_words', slots);
}
