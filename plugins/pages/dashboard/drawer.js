/** A sheet over the page for what is behind a figure: closed by Escape, by its button, or by going back. */

import { element } from '../shell/elements.js';

/** @import {Words} from '../shell/words.js' */

export class Drawer {
  #title = element('h2', { attributes: { id: 'drawer-title', tabindex: '-1' } });
  #back = element('button', { class: 'plain' });
  #close = element('button', { class: 'plain' });
  #body = element('div', { class: 'drawer-body', attributes: { tabindex: '0', role: 'group', 'aria-labelledby': 'drawer-title' } });
  #dialog = element('dialog', { class: 'drawer', attributes: { 'aria-labelledby': 'drawer-title' } });

  /** @param {() => void} closed the reader is done */
  constructor(closed) {
    this.#dialog.append(element('header', {}, this.#back, this.#title, this.#close), this.#body);
    this.#close.addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('close', () => closed());
    this.#dialog.addEventListener('click', (click) => {
      if (click.target === this.#dialog) this.#dialog.close();
    });
    document.body.append(this.#dialog);
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /**
   * @param {Words} words
   * @param {string} title
   * @param {(Node | string)[]} content
   * @param {(() => void) | null} back
   */
  show(words, title, content, back) {
    this.#close.textContent = words.of('close');
    this.#back.textContent = `‹ ${words.of('back_to_list')}`;
    this.#back.hidden = !back;
    this.#back.onclick = back;
    this.#title.textContent = title;
    this.#body.replaceChildren(...content);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#body.scrollTop = 0;
    this.#title.focus();
  }

  close() {
    if (this.#dialog.open) this.#dialog.close();
  }
}
