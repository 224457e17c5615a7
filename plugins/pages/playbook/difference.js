/** What differs between two texts of a moment, field by field. */

import { dataOf } from './document.js';

/** @typedef {{field: string, before: string | undefined, after: string | undefined}} Difference */

/**
 * @param {string} before YAML; empty for a moment that was not there
 * @param {string} after the same
 * @returns {Difference[]} in the order of the fields; of what is no YAML the whole text
 */
export function differences(before, after) {
  if (before === after) return [];
  const [old, fresh] = [before, after].map((text) => (text ? dataOf(text) : {}));
  if (!old || !fresh) return [{ field: '', before, after }];
  const [was, is] = [flat(old), flat(fresh)];
  const fields = [...new Set([...was.keys(), ...is.keys()])];
  return fields.filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }));
}

/**
 * Every value by its path; a list of plain values and an example are one value each.
 * @param {unknown} value
 * @param {string} path
 * @param {Map<string, string>} found
 */
function flat(value, path = '', found = new Map()) {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) found.set(path, value.join(path.startsWith('examples') ? '\n' : ', '));
  else if (Array.isArray(value)) value.forEach((item, place) => flat(item, `${path}.${place + 1}`, found));
  else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) flat(inner, path ? `${path}.${name}` : name, found);
  } else found.set(path, String(value));
  return found;
}
