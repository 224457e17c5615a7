/** One prompt as the agent sees it: what to do, words to say, why, and the guideline sentence it rests on. */

import { clock, element, write } from './elements.js';
import { icon, iconButton } from './icons.js';
import { detailList } from './details.js';
import { Wording } from './wording.js';

/** @import {Shown} from '../protocol/state.js' */
/** @import {Citation, Prompt} from '../protocol/prompts.js' */
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
  /** The agent has chosen how much of it to see. */
  isChosen = false;

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
    this.wait = element('span', { class: 'wait', role: 'timer', 'aria-live': 'off' });
    this.label = element('span', { class: 'label' });
    this.dismiss = iconButton('dismiss', words, () => choices.rate(prompt, 'dismissed'), 'Delete');
    this.instruction = element('button', { class: 'instruction', lang: prompt.instruction_language, id: this.title, click: () => this.#choose() }, prompt.instruction);
    this.quick = iconButton('insert', words, () => this.wording?.insert());
    this.body = element('div', { class: 'body' });
    this.helpful = iconButton('helpful', words, () => this.#rate('helpful'), '+');
    this.unhelpful = iconButton('unhelpful', words, () => this.#rate('unhelpful'), '-');
    this.root = element('li', { data: { moment: prompt.moment, prompt: prompt.id, priority: prompt.priority } },
      element('div', { class: 'head' }, this.label, this.wait, this.quick, this.dismiss), this.instruction, this.body);
    this.#pointing();
    this.#fill();
    this.isWide = false;
    this.show(shown);
  }

  /** Whether all of it is shown, or what to do and a button alone. */
  get isWide() {
    return !this.body.hidden;
  }

  set isWide(isWide) {
    this.body.hidden = !isWide;
    this.quick.hidden = isWide || !this.wording;
    this.instruction.setAttribute('aria-expanded', String(isWide));
  }

  /** What takes the focus when the agent moves to this card. */
  get first() {
    return this.wording?.take ?? this.instruction;
  }

  /**
   * Bring it up to what is known now, in its place. Words that come for those that the agent may be reading wait.
   * @param {Shown} shown
   * @param {boolean} [isHeld] whether the agent is at work in the panel
   * @returns {boolean} whether other words stand here now
   */
  show(shown, isHeld) {
    this.shown = shown;
    const { prompt, status, feedback } = shown;
    const isOther = prompt !== this.filled && !this.wording?.isEditing && !(isHeld && this.isWide);
    write(this.instruction, prompt.instruction);
    if (isOther) this.#fill();
    this.root.dataset.status = status;
    write(this.label, this.words.of(status === 'open' ? prompt.priority : status));
    this.helpful.setAttribute('aria-pressed', String(feedback.has('helpful')));
    this.unhelpful.setAttribute('aria-pressed', String(feedback.has('unhelpful')));
    if (status !== 'open' && this.stage === 'open' && !this.wording?.isEditing) this.#settle();
    return isOther;
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
    const { prompt, status } = this.shown;
    this.root.replaceChildren(element('span', { class: 'mark', 'aria-hidden': 'true' }, status === 'done' ? icon('done') : '–'),
      element('span', { class: 'instruction', lang: prompt.instruction_language }, prompt.instruction), this.label);
  }

  /** Unfold the quoted guideline, or fold it. */
  toggleGuideline() {
    this.isWide = true;
    const details = this.body.querySelector('details');
    if (details) details.open = !details.open;
  }

  #settle() {
    this.stage = 'settled';
    this.root.classList.remove('arriving');
    this.root.classList.add('settling');
    this.wait.removeAttribute('aria-label');
    this.wait.removeAttribute('role');
    for (const button of this.root.querySelectorAll('button')) button.disabled = true;
  }

  #fill() {
    const { shown: { prompt, words }, choices } = this;
    const isUnfolded = this.body.querySelector('details')?.open;
    this.filled = prompt;
    const feedback = element('span', { class: 'rate' }, this.helpful, this.unhelpful);
    this.wording = prompt.say ? new Wording(prompt, this.words, choices, feedback) : null;
    this.wording?.take.setAttribute('aria-describedby', this.title);
    const quoted = words.flatMap((some) => [' ', element('q', {}, some)]);
    this.body.replaceChildren(
      ...(this.wording ? [this.wording.root] : []),
      ...detailList(prompt.details, this.words),
      ...(prompt.polished ? [element('p', { class: 'why' }, this.words.of('polished'))] : []),
      element('p', { class: 'why' }, element('b', {}, this.words.of('why')), ' ', element('span', { lang: prompt.instruction_language }, prompt.because.text), ...quoted),
      this.#guideline(prompt.guidelines),
      ...(this.wording ? [] : [element('div', { class: 'actions' }, feedback)]),
    );
    if (isUnfolded) this.toggleGuideline();
  }

  #choose() {
    this.isChosen = true;
    this.isWide = !this.isWide;
  }

  /**
   * In the agent's own language first, where the guidelines say it in several.
   * @param {Citation[]} guidelines
   */
  #guideline(guidelines) {
    const isOwn = (/** @type {Citation} */ cited) => Number(cited.language === this.shown.prompt.instruction_language);
    const [first, ...others] = [...guidelines].sort((one, other) => isOwn(other) - isOwn(one));
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

  #pointing() {
    for (const name of ['pointerenter', 'focusin']) this.root.addEventListener(name, () => this.choices.point(this.shown.prompt));
    for (const name of ['pointerleave', 'focusout']) this.root.addEventListener(name, () => this.choices.point(null));
  }
}

/** @param {Citation} cited */
export const source = (cited) => element('cite', { lang: cited.language }, [cited.title || cited.document, cited.section].filter(Boolean).join(' › '));

/** @param {Citation} cited */
export const quote = (cited) => element('blockquote', { lang: cited.language }, cited.quote);
