/**
 * Any other desk, by selectors that its administrator writes in the options.
 *
 * The conversation's id is what the first group of the pattern finds in the address, or its whole path.
 *
 * @typedef {object} Selectors
 * @property {string} pattern regular expression over the address
 * @property {string} stream what holds the messages
 * @property {string} message one message
 * @property {string} customer what only a customer's message is, or has in it
 * @property {string} text its words; the whole message where empty
 * @property {string} composer where the agent writes
 * @property {string} channel
 */
{
  /**
   * @param {ParentNode | null} root
   * @param {string} selector
   */
  const find = (root, selector) => (root && selector ? /** @type {HTMLElement | null} */ (root.querySelector(selector)) : null);

  bistand.adapters.set('generic', (/** @type {Selectors} */ selectors) => ({
    name: location.hostname,
    conversation(address) {
      if (!selectors.pattern) return address.pathname + address.hash;
      const found = address.href.match(new RegExp(selectors.pattern));
      return found?.[1] ?? found?.[0] ?? '';
    },
    stream: (page) => find(page, selectors.stream),
    messages: selectors.message || ':not(*)',
    read(message) {
      const customer = selectors.customer && (message.matches(selectors.customer) || find(message, selectors.customer));
      return {
        id: message.id || message.getAttribute('data-message-id') || message.getAttribute('data-id') || undefined,
        speaker: selectors.customer ? (customer ? 'customer' : 'agent') : '',
        text: bistand.textOf(find(message, selectors.text) ?? (selectors.text ? null : message)),
        at: bistand.time(message.querySelector('time[datetime]')?.getAttribute('datetime')),
      };
    },
    composer: (page) => find(page, selectors.composer),
    channel: () => selectors.channel || 'chat',
  }));
}
