/** Files that the page hands to the browser, to be saved. */

import { element } from './elements.js';

const KEPT_MS = 60_000; // a slow disk may take a while to fetch it

/**
 * @param {Blob} file
 * @param {string} name
 */
export function handOver(file, name) {
  const link = element('a', { attributes: { href: URL.createObjectURL(file), download: name } });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
