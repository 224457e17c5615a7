/** One prompt as the agent sees it. */

import { clock, element } from './elements.js';
import { seconds } from './protocol.js';
import { detailList } from './details.js';

/** @import {Citation, Prompt} from './protocol.js' */
/** @import {Words} from './languages.js' */
/** @import {Choices} from './prompts.js' */

export class Card {
  /**
   * @param {Prompt} prompt
   * @param {Words} words
   * @param {Choices} choices
   */
  constructor(prompt, words, choices) {
    this.prompt = prompt;
    this.words = words;
    this.choices = choices;
    this.isOpen = true;
    this.state = element('span', { class: 'state', attributes: { role: 'timer', 'aria-live': 'off' } });
    this.body = element('div', { class: 'body' }, ...this.#body());
    this.instruction = element('p', { class: 'instruction', lang: prompt.instruction_language }, prompt.instruction);
    this.priority = element('span', { class: 'priority' }, words.of(prompt.priority));
    this.root = element(
      'li',
      { class: 'card', data: { moment: prompt.moment, prompt: prompt.id, status: 'open', priority: prompt.priority } },
      element('div', { class: 'head' }, this.priority, this.state),
      this.instruction,
      this.body,
    );
    this.#point();
  }

  /** @param {number} now */
  tick(now) {
    if (!this.isOpen) return;
    this.state.textContent = this.words.of('waiting_for', { time: clock(now - seconds(this.prompt.opened_at)) });
  }

  /**
   * Show how it ended; `fold` follows.
   * @param {string} status
   * @param {number} after seconds it was open
   * @param {Words} words
   */
  settle(status, after, words) {
    this.isOpen = false;
    this.root.dataset.status = status;
    this.root.classList.remove('arriving');
    this.state.removeAttribute('role');
    this.state.textContent = `${words.of(status)} · ${clock(after)}`;
  }

  /** Become a single line that unfolds. */
  fold() {
    this.body.querySelector('.actions')?.remove();
    const line = element('summary', {}, element('span', { class: 'instruction', lang: this.instruction.lang }, this.prompt.instruction), this.state);
    this.root.replaceChildren(element('details', {}, line, this.body));
  }

  #body() {
    const { prompt, words } = this;
    const parts = [];
    if (prompt.say) {
      const language = words.languageName(prompt.say_language);
      parts.push(element('div', { class: 'say' },
        element('p', { class: 'label' }, `${words.of('say_this')} · ${language}`),
        element('p', { lang: prompt.say_language }, prompt.say)));
    }
    parts.push(...detailList(prompt.details ?? {}, words));
    parts.push(element('p', { class: 'why' }, element('span', { class: 'label' }, words.of('why')), ` ${prompt.because.text}`, ...this.#quotedWords()));
    parts.push(...this.#guidelines());
    parts.push(this.#actions());
    return parts;
  }

  #quotedWords() {
    const quotes = (this.prompt.because.evidence ?? []).map((span) => this.choices.wordsOf(span)).filter(Boolean);
    return [...new Set(quotes)].map((quote) => element('q', {}, quote));
  }

  #guidelines() {
    const { prompt, words } = this;
    if (!prompt.guidelines.length) return [element('p', { class: 'why' }, words.of('no_guideline'))];
    const [first, ...others] = prompt.guidelines;
    const source = (/** @type {Citation} */ cited) => element('cite', { lang: cited.language }, [cited.title, cited.section].filter(Boolean).join(' · '));
    const summary = element('summary', {}, element('span', { class: 'label' }, words.of('guideline')), ' ', source(first));
    const quotes = [first, ...others].flatMap((cited, index) => [
      element('blockquote', { lang: cited.language }, cited.quote),
      ...(index ? [source(cited)] : []),
    ]);
    return [element('details', { class: 'guideline' }, summary, ...quotes)];
  }

  #actions() {
    const { prompt, words, choices } = this;
    const actions = element('div', { class: 'actions' });
    if (prompt.say) {
      actions.append(element('button', { class: 'primary', data: { action: 'use' }, click: () => choices.use(prompt) }, words.of('use_words')));
    }
    actions.append(element('button', { class: 'plain', data: { action: 'dismiss' }, click: () => choices.dismiss(prompt) }, words.of('dismiss')));
    return actions;
  }

  /** While the reader is on the card, its evidence stands out in the transcript. */
  #point() {
    const evidence = this.prompt.because.evidence ?? [];
    for (const name of ['pointerenter', 'focusin']) this.root.addEventListener(name, () => this.choices.point(this.isOpen ? evidence : []));
    for (const name of ['pointerleave', 'focusout']) this.root.addEventListener(name, () => this.choices.point([]));
  }
}
