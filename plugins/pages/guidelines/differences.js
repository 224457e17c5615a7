/** In which words two sentences differ, and how that is shown. */

import { element } from '../shell/elements.js';

/** @typedef {{text: string, differs: boolean}} Piece */

/**
 * Both texts in pieces: the longest run of words in the same order is what they share.
 * @param {string} one
 * @param {string} other
 * @returns {[Piece[], Piece[]]}
 */
export function differences(one, other) {
  const [ours, theirs] = [one, other].map((text) => text.match(/\s*\S+/g) ?? []);
  const shared = sharedWords(ours.map(plain), theirs.map(plain));
  return [joined(ours, new Set(shared.map(([place]) => place))), joined(theirs, new Set(shared.map(([, place]) => place)))];
}

/** @param {string} word */
const plain = (word) => word.trim().toLowerCase().replace(/^[("'“”«]+|[.,;:!?)"'“”»]+$/g, '');

/**
 * Pairs of places of a longest common subsequence.
 * @param {string[]} ours
 * @param {string[]} theirs
 * @returns {[number, number][]}
 */
function sharedWords(ours, theirs) {
  const lengths = Array.from({ length: ours.length + 1 }, () => new Uint16Array(theirs.length + 1));
  for (let row = ours.length - 1; row >= 0; row -= 1) {
    for (let column = theirs.length - 1; column >= 0; column -= 1) {
      lengths[row][column] = ours[row] === theirs[column]
        ? lengths[row + 1][column + 1] + 1
        : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let row = 0, column = 0; row < ours.length && column < theirs.length;) {
    if (ours[row] === theirs[column]) pairs.push([row++, column++]);
    else if (lengths[row + 1][column] >= lengths[row][column + 1]) row += 1;
    else column += 1;
  }
  return pairs;
}

/**
 * @param {string[]} words each with the space before it
 * @param {Set<number>} same places of words that the other text has too
 * @returns {Piece[]}
 */
function joined(words, same) {
  /** @type {Piece[]} */
  const pieces = [];
  words.forEach((word, place) => {
    const differs = !same.has(place);
    const last = pieces.at(-1);
    if (last?.differs === differs) last.text += word;
    else pieces.push({ text: word, differs });
  });
  return pieces;
}

/**
 * A text in pieces by spans, which count code points.
 * @param {string} text
 * @param {[number, number][]} spans in order
 * @returns {Piece[]}
 */
export function markedAt(text, spans) {
  const points = [...text];
  /** @type {Piece[]} */
  const pieces = [];
  let position = 0;
  for (const [start, end] of spans) {
    if (start > position) pieces.push({ text: points.slice(position, start).join(''), differs: false });
    pieces.push({ text: points.slice(start, end).join(''), differs: true });
    position = end;
  }
  if (position < points.length) pieces.push({ text: points.slice(position).join(''), differs: false });
  return pieces;
}

/**
 * The pieces as nodes; what differs is a `tag`, its space before it.
 * @param {Piece[]} pieces
 * @param {'mark' | 'ins' | 'del'} tag
 */
export function shown(pieces, tag) {
  return pieces.flatMap(({ text, differs }) => {
    if (!differs) return [text];
    const words = text.trimStart();
    return [text.slice(0, text.length - words.length), element(tag, {}, words)];
  });
}
