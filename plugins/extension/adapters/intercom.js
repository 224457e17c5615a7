/**
 * Intercom Inbox: https://app.intercom.com/a/inbox/APP/inbox/.../conversation/123 (also app.eu and app.au).
 *
 * Parts of the inbox live in an open shadow root. Who speaks shows in the part's category, or in the kind of part;
 * where neither does, in the side: customers write on the left.
 */
{
  /** @type {Record<string, Speaker>} */
  const CATEGORIES = { 1: 'customer', 3: 'agent', 5: 'bot', 20: 'bot' };
  const STREAM = '[data-testid="conversation-stream-scroll-container"], [data-conversation-stream], .inbox2__conversation-stream';
  const WORDS = '.intercom-interblocks-html, .interblocks-html, .intercom-interblocks, .inbox2__break-words, .inbox2__user-email-content';

  /** @param {Document} page @returns {ParentNode[]} */
  const roots = (page) => [page.getElementById('teammate-app-react')?.shadowRoot ?? page, page];

  /**
   * @param {Document} page
   * @param {string} selector
   * @returns {HTMLElement | null}
   */
  const first = (page, selector) => {
    for (const root of roots(page)) {
      const found = /** @type {HTMLElement | null} */ (root.querySelector(selector));
      if (found) return found;
    }
    return null;
  };

  /** @param {Element} part @param {Document} page */
  function speaker(part, page) {
    const category = part.getAttribute('data-part-group-category') ?? '';
    if (CATEGORIES[category]) return CATEGORIES[category];
    if (part.querySelector('.inbox2__user-email-part')) return 'customer';
    if (part.querySelector('.inbox2__admin-email-part, [data-testid="admin-avatar-name"]')) return 'agent';
    const stream = first(page, STREAM)?.getBoundingClientRect();
    const box = (part.querySelector(WORDS) ?? part).getBoundingClientRect();
    if (!stream?.width || !box.width) return '';
    const lean = (box.left + box.right - stream.left - stream.right) / stream.width;
    return Math.abs(lean) < 0.05 ? '' : lean < 0 ? 'customer' : 'agent';
  }

  bistand.adapters.set('intercom', {
    name: 'Intercom',
    conversation: (address) => address.pathname.match(/\/conversations?\/(\d+)/)?.[1] ?? '',
    roots,
    stream: (page) => first(page, STREAM),
    messages: '[data-intercom-target="conversation-stream-content-part"], [data-part-group-id], [data-part-id]',
    read(part, page) {
      if (part.matches('[class*="note-part"]') || part.querySelector('[class*="note-part"]')) return null;
      if (part.parentElement?.closest('[data-part-group-id], [data-part-id]')) return null;
      const id = part.getAttribute('data-part-id') ?? part.getAttribute('data-part-group-id')
        ?? part.closest('[data-part-entity-id]')?.getAttribute('data-part-entity-id') ?? undefined;
      return { id, speaker: speaker(part, page), text: bistand.textOf(part.querySelector(WORDS)) };
    },
    composer: (page) => first(page, '[data-conversation-reply-composer] .ProseMirror[contenteditable="true"],'
      + ' .ProseMirror.embercom-prosemirror-composer-editor[contenteditable="true"]'),
    channel: (page) => (first(page, '.inbox2__user-email-part, .channels__inbox__email-metadata-container') ? 'email' : 'chat'),
  });
}
