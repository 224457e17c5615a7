/** The panel's surface in one language: the strip, the prompts, what is owed, what is settled, the search. */

import { element, write } from './elements.js';
import { Ledger } from './ledger.js';
import { List } from './list.js';
import { Search } from './search.js';

/** @import {Citation} from '../protocol/prompts.js' */
/** @import {State} from '../protocol/state.js' */
/** @import {Choices} from './card.js' */
/** @import {Words} from './words.js' */

export class Sheet {
  /**
   * @param {Words} words
   * @param {Choices} choices
   * @param {(wanted: string, signal: AbortSignal) => Promise<Citation[]>} ask
   * @param {() => void} again asks to be shown once more
   */
  constructor(words, choices, ask, again) {
    this.words = words;
    this.list = new List(words, choices, again);
    this.ledger = new Ledger(words);
    this.search = new Search(words, ask);
    this.announcement = element('p', { class: 'unseen', 'aria-live': 'polite' });
    this.root = element('section', { class: 'panel', lang: words.language, 'aria-label': words.of('panel') },
      this.ledger.strip, this.announcement, this.list.scroll,
      element('div', { class: 'foot' }, this.list.fresh, this.ledger.root, this.list.settled, this.search.root));
    for (const [name, isPointed] of /** @type {const} */ ([['pointerenter', true], ['pointerleave', false]])) {
      this.root.addEventListener(name, ({ pointerType }) => { if (pointerType === 'mouse') this.list.point(isPointed); });
    }
    this.root.addEventListener('focusout', again);
  }

  /**
   * @param {State} state
   * @param {boolean} hasConversation
   * @param {boolean} maySearch
   * @param {boolean} isQuiet nothing of it is news
   */
  show(state, hasConversation, maySearch, isQuiet) {
    this.root.classList.toggle('quiet', isQuiet);
    const fresh = this.list.show(state);
    this.ledger.show(state, this.list.isHeld, hasConversation);
    this.search.root.hidden = !maySearch;
    if (isQuiet) return;
    if (this.list.isReworded) {
      write(this.announcement, this.words.of('polished'));
      this.announcement.lang = this.words.language;
    }
    if (!fresh.length) return;
    write(this.announcement, fresh.map(({ shown: { prompt } }) => `${this.words.of(prompt.priority)}: ${prompt.instruction}`).join(' '));
    this.announcement.lang = fresh[0].shown.prompt.instruction_language;
  }

  /** @param {number} now seconds, on the server's clock */
  tick(now) {
    this.list.tick(now);
    this.ledger.tick(now);
  }
}
