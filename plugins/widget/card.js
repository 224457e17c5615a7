/** One prompt as the agent sees it: what to do, words to say, why, and the guideline sentence it rests on. */

import { clock, element, write } from './elements.js';
import { icon } from './icons.js';
import { detailList } from './details.js';
import { Wording } from './wording.js';

/** @import {Shown} from '../protocol/state.js' */
/** @import {Citation, Prompt} from '../protocol/prompts.js' */
/** @import {Icon} from './icons.js' */
/** @import {Words} from './words.js' */

/**
 * @typedef {object} Choices What the agent can do with a prompt.
 * @property {(prompt: Prompt, text: string) => void} insert
 * @property {(prompt: Prompt, text: string) => Promise<boolean>} copy
 * @property {(prompt: Prompt, action: 'helpful' | 'unhelpful' | 'dismissed') => void} rate
 * @property {(prompt: Prompt | null) => void} point the agent looks at this prompt, or no more
 */

let made = 0;

export class Card {
  /** @type {'open' | 'settled' | 'folded'} settled: still in its place; folded: a line among what is done */
  stage = 'open';

  /**
   * @param {Shown} shown
   * @param {Words} words
   * @param {Choices} choices
   */
  constructor(shown, words, choices) {
    this.shown = shown;
    this.words = words;
    this.choices = choices;
    const { prompt } = shown;
    made += 1;
    this.title = `instruction-${made}`;
    this.wait = element('span', { class: 'wait', attributes: { role: 'timer', 'aria-live': 'off' } });
    this.label = element('span', { class: 'label' });
    this.dismiss = this.#button('dismiss', () => choices.rate(prompt, 'dismissed'), 'Delete');
    this.instruction = element('p', { class: 'instruction', lang: prompt.instruction_language, attributes: { id: this.title } }, prompt.instruction);
    this.body = element('div', { class: 'body' });
    this.helpful = this.#button('helpful', () => this.#rate('helpful'));
    this.unhelpful = this.#button('unhelpful', () => this.#rate('unhelpful'));
    this.root = element('li', { data: { moment: prompt.moment, prompt: prompt.id, priority: prompt.priority } },
      element('div', { class: 'head' }, this.label, this.wait, this.dismiss), this.instruction, this.body);
    this.#pointing();
    this.#fill();
    this.show(shown);
  }

  /** What takes the focus when the agent moves to this card. */
  get first() {
    return this.wording?.take ?? this.dismiss;
  }

  /**
   * Bring it up to what is known now, in its place.
   * @param {Shown} shown
   */
  show(shown) {
    const isOther = shown.prompt !== this.shown.prompt;
    this.shown = shown;
    const { prompt, status, feedback } = shown;
    if (isOther) {
      write(this.instruction, prompt.instruction);
      if (!this.wording?.isEditing) this.#fill();
    }
    this.root.dataset.status = status;
    write(this.label, this.words.of(status === 'open' ? prompt.priority : status));
    this.helpful.setAttribute('aria-pressed', String(feedback.has('helpful')));
    this.unhelpful.setAttribute('aria-pressed', String(feedback.has('unhelpful')));
    if (status !== 'open' && this.stage === 'open') this.#settle();
  }

  /** @param {number} now seconds, on the server's clock */
  tick(now) {
    const { openedAt, closedAt } = this.shown;
    const time = clock((closedAt ?? now) - openedAt);
    write(this.wait, time);
    if (closedAt === null) this.wait.setAttribute('aria-label', this.words.of('waiting', { time }));
  }

  /** Become one line. */
  fold() {
    this.stage = 'folded';
    this.root.classList.remove('settling');
    this.body.remove();
    this.dismiss.remove();
    this.wait.remove();
    const { prompt, status } = this.shown;
    this.root.replaceChildren(element('span', { class: 'mark', attributes: { 'aria-hidden': 'true' } }, status === 'done' ? icon('done') : '–'),
      this.instruction, this.label);
    this.instruction.title = prompt.because.text;
  }

  /** Unfold the quoted guideline, or fold it. */
  toggleGuideline() {
    const details = this.body.querySelector('details');
    if (details) details.open = !details.open;
  }

  #settle() {
    this.stage = 'settled';
    this.wording?.stop();
    this.root.classList.remove('arriving');
    this.root.classList.add('settling');
    this.wait.removeAttribute('aria-label');
    this.wait.removeAttribute('role');
    for (const button of this.root.querySelectorAll('button')) button.disabled = true;
  }

  #fill() {
    const { shown: { prompt, words }, choices } = this;
    const feedback = element('span', { class: 'rate' }, this.helpful, this.unhelpful);
    this.wording = prompt.say ? new Wording(prompt, this.words, choices, feedback) : null;
    this.wording?.take.setAttribute('aria-describedby', this.title);
    const quoted = words.flatMap((some) => [' ', element('q', {}, some)]);
    this.body.replaceChildren(
      ...(this.wording ? [this.wording.root] : []),
      ...detailList(prompt.details, this.words),
      element('p', { class: 'why' }, element('b', {}, this.words.of('why')), ' ', element('span', { lang: prompt.instruction_language }, prompt.because.text), ...quoted),
      this.#guideline(prompt.guidelines),
      ...(this.wording ? [] : [element('div', { class: 'actions' }, feedback)]),
    );
  }

  /** @param {Citation[]} guidelines */
  #guideline([first, ...others]) {
    if (!first) return element('p', { class: 'why' }, this.words.of('no_guideline'));
    return element('details', { class: 'guideline' }, element('summary', {}, source(first)), quote(first),
      ...others.flatMap((cited) => [element('p', {}, source(cited)), quote(cited)]));
  }

  /** @param {'helpful' | 'unhelpful'} action */
  #rate(action) {
    const button = action === 'helpful' ? this.helpful : this.unhelpful;
    if (button.getAttribute('aria-pressed') === 'true') return;
    button.setAttribute('aria-pressed', 'true');
    this.choices.rate(this.shown.prompt, action);
  }

  /**
   * @param {Icon} name of the icon and of its text
   * @param {() => void} click
   * @param {string} [key]
   */
  #button(name, click, key) {
    const label = this.words.of(name);
    const attributes = { 'aria-label': label, title: label, ...(key ? { 'aria-keyshortcuts': key } : {}) };
    return element('button', { class: 'icon', data: { action: name }, attributes, click }, icon(name));
  }

  #pointing() {
    for (const name of ['pointerenter', 'focusin']) this.root.addEventListener(name, () => this.choices.point(this.shown.prompt));
    for (const name of ['pointerleave', 'focusout']) this.root.addEventListener(name, () => this.choices.point(null));
  }
}

/** @param {Citation} cited */
export const source = (cited) => element('cite', { lang: cited.language }, [cited.title || cited.document, cited.section].filter(Boolean).join(' › '));

/** @param {Citation} cited */
export const quote = (cited) => element('blockquote', { lang: cited.language }, cited.quote);
