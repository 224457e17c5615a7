/**
 * What every content script of the extension stands on: where adapters register, and how text is read from a page.
 *
 * Content scripts are plain scripts and share one scope of their own, which the page cannot see. They are listed
 * file by file when a site is enabled (background/sites.js): no module loader, so nothing of the extension has to
 * be made readable for pages.
 *
 * @typedef {'customer' | 'agent' | 'bot'} Speaker
 *
 * @typedef {object} Reading One message as the page shows it.
 * @property {string} [id] the desk's own id of it; without one it is known by its words and its time
 * @property {Speaker | ''} speaker '' where the page does not say (any more)
 * @property {string} text
 * @property {string} [at] RFC 3339, where the page gives the whole time
 * @property {string} [author]
 *
 * @typedef {object} Adapter How to read one desk's page. Everything is asked anew at each look: pages re-render.
 * @property {string} name
 * @property {(address: URL, page: Document) => string} conversation its id; '' where none is open
 * @property {(page: Document, conversation: string) => Element | null} stream what holds the messages
 * @property {string} messages selector of one message in the stream
 * @property {(message: Element, page: Document) => Reading | null} read null for what no customer sees
 * @property {(page: Document) => HTMLElement | null} composer where the agent writes the reply
 * @property {(page: Document) => string} channel `chat`, `email`, ...
 * @property {(page: Document) => ParentNode[]} [roots] shadow roots to listen in as well
 */

/** The messages that one protocol field takes at most. */
const MOST_TEXT = 16000;
const BLOCKS = 'address article aside blockquote dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul';
const isBlock = new Set(BLOCKS.toUpperCase().split(' '));
/** What is no word of the message: controls, pictures, and the mails quoted below it. */
const NO_WORDS = 'script, style, template, button, svg, [hidden], [aria-hidden="true"], .gmail_quote, .yahoo_quoted,'
  + ' .moz-cite-prefix, blockquote[type="cite"], #divRplyFwdMsg, #appendonsend';

// eslint-disable-next-line no-var -- declared once for all scripts of the scope
var bistand = globalThis.bistand ?? {
  /** @type {Map<string, Adapter | ((settings: any) => Adapter)>} */
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
};
globalThis.bistand = bistand;
