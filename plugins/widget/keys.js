/** One key for each act, while the focus is in the panel and not in a field. */

/** @import {Card} from './card.js' */
/** @import {List} from './list.js' */
/** @import {Search} from './search.js' */

/** @type {Record<string, (card: Card) => void>} */
const ON_CARD = {
  e: (card) => card.wording?.edit(),
  c: (card) => card.wording?.copy(),
  g: (card) => card.toggleGuideline(),
  '+': (card) => card.helpful.click(),
  '-': (card) => card.unhelpful.click(),
  Delete: (card) => card.dismiss.click(),
};

/**
 * @param {KeyboardEvent} event
 * @param {List} list
 * @param {Search} search
 */
export function acts(event, list, search) {
  const target = event.composedPath()[0];
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (target instanceof HTMLInputElement) {
    if (event.key !== 'Escape') return;
    search.clear();
    list.move(1);
  } else if (target instanceof HTMLTextAreaElement) return;
  else if (event.key === 'ArrowDown') list.move(1);
  else if (event.key === 'ArrowUp') list.move(-1);
  else if (event.key === '/') search.field.focus();
  else if (!onCard(event.key, list.current)) return;
  event.preventDefault();
}

/**
 * @param {string} key
 * @param {Card | undefined} card
 */
function onCard(key, card) {
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (!card || !Object.hasOwn(ON_CARD, name)) return false;
  ON_CARD[name](card);
  return true;
}
