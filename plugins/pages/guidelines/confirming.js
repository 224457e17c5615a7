/** A question before something is done that everybody will see. */

import { element } from '../shell/elements.js';

/** @import {Words} from '../shell/words.js' */

/**
 * Ask; gives whether the answer was yes. The focus goes back to where it was.
 * @param {Words} words
 * @param {string} question
 * @param {string} explanation
 * @param {string} yes what the button that does it says
 * @returns {Promise<boolean>}
 */
export function confirmed(words, question, explanation, yes) {
  const before = document.activeElement;
  const title = element('h2', { attributes: { id: 'confirm-question' } }, question);
  const no = element('button', { click: () => dialog.close() }, words.of('cancel'));
  const go = element('button', { class: 'primary', click: () => dialog.close('yes') }, yes);
  const dialog = element('dialog', { class: 'confirm', attributes: { 'aria-labelledby': 'confirm-question' } });
  dialog.append(title, element('p', {}, explanation), element('p', { class: 'buttons' }, no, go));
  document.body.append(dialog);
  return new Promise((settle) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      settle(dialog.returnValue === 'yes');
    });
    dialog.showModal();
    no.focus();
  });
}
