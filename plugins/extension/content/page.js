/**
 * What every content script of the extension stands on: where adapters register, and how text is read from a page.
 *
 * Content scripts are plain scripts and share one scope of their own, which the page cannot see. They are listed
 * file by file when a site is enabled (background/sites.js): no module loader, so nothing of the extension has to
 * be made readable for pages.
 */

/** Characters that one text of the protocol takes at most. */
const MOST_TEXT = 16000;
const BLOCKS = 'address article aside blockquote dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul';
const isBlock = new Set(BLOCKS.toUpperCase().split(' '));
/** What is no word of the message: controls, pictures, and the mails quoted below it. */
const NO_WORDS = 'script, style, template, button, svg, [hidden], [aria-hidden="true"], .gmail_quote, .yahoo_quoted,'
  + ' .moz-cite-prefix, blockquote[type="cite"], #divRplyFwdMsg, #appendonsend';

globalThis.bistand ??= /** @type {typeof bistand} */ ({
  adapters: new Map(),

  /**
   * The words of an element, with its line breaks; independent of layout, so that a hidden tab reads the same.
   * @param {Element | null} element
   * @param {string} [without] selector of what to leave out besides
   */
  textOf(element, without = '') {
    if (!element) return '';
    const skipped = without ? `${NO_WORDS}, ${without}` : NO_WORDS;
    /** @type {string[]} */ const pieces = [];
    /** @param {Node} node */
    const walk = (node) => {
      if (node instanceof Text) pieces.push(node.data.replace(/\s+/g, ' '));
      if (!(node instanceof Element) || node.matches(skipped)) return;
      if (node.tagName === 'BR') pieces.push('\n');
      const block = isBlock.has(node.tagName);
      if (block) pieces.push('\n');
      node.childNodes.forEach(walk);
      if (block) pieces.push('\n');
    };
    element.childNodes.forEach(walk);
    const lines = pieces.join('').split('\n').map((line) => line.replace(/ +/g, ' ').trim());
    const text = lines.join('\n').replace(/\n{3,}/g, '\n\n').trim().replaceAll('\0', '');
    return [...text].slice(0, MOST_TEXT).join('').replace(/\p{Surrogate}/gu, '');
  },

  /**
   * The first of the elements that is on the screen: desks keep other tickets in the page, hidden.
   * @template {Element} Kind
   * @param {Iterable<Kind>} elements
   * @returns {Kind | null}
   */
  shown(elements) {
    for (const element of elements) if (element.getClientRects().length) return element;
    return null;
  },

  /**
   * A whole time, or nothing: "10:42" alone is no time of day that a server could use.
   * @param {string | null | undefined} text
   */
  time(text) {
    if (!text || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return undefined;
    const milliseconds = Date.parse(text);
    return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
  },
});
