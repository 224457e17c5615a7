/**
 * Zendesk Agent Workspace: https://NAME.zendesk.com/agent/tickets/123.
 *
 * The conversation log is marked with `data-test-id="omni-log-..."`. All open tickets are in the page at once;
 * the one of the address is the one that counts.
 */
{
  /** @type {Record<string, Speaker>} */
  const SPEAKERS = { 'end-user': 'customer', agent: 'agent', admin: 'agent', bot: 'bot', system: 'bot' };
  const LOG = '[data-test-id="omni-log-container"]';
  const COMPOSERS = '[data-test-id="omnicomposer-rich-text-ckeditor"][contenteditable="true"],'
    + ' [data-test-id="omnicomposer-plain-text-ckeditor"][contenteditable="true"],'
    + ' [data-test-id="ticket-rich-text-editor"] [contenteditable="true"]';

  bistand.adapters.set('zendesk', {
    name: 'Zendesk',
    conversation: (address) => address.pathname.match(/^\/agent\/tickets\/(\d+)/)?.[1] ?? '',
    stream(page, ticket) {
      const logs = [...page.querySelectorAll(LOG)];
      const own = logs.find((log) => log.closest(`[data-ticket-id="${ticket}"], [data-entity-id="${ticket}"]`));
      return own ?? bistand.shown(logs.filter((log) => !log.closest('[data-ticket-id], [data-entity-id]')));
    },
    messages: '[data-test-id="omni-log-comment-item"]',
    read(message) {
      if (message.querySelector('[data-test-id="omni-log-internal-note-tag"]')) return null;
      const bubble = message.querySelector('[data-test-id="omni-log-item-message"]');
      const words = message.querySelector('[data-test-id="omni-log-message-content"]') ?? bubble;
      const sender = message.querySelector('[data-test-id="omni-log-comment-user-link"], [data-test-id="omni-log-item-sender"]');
      return {
        speaker: SPEAKERS[bubble?.getAttribute('type') ?? ''] ?? '',
        text: bistand.textOf(words, '.signature'),
        at: bistand.time(message.querySelector('time[datetime]')?.getAttribute('datetime')),
        author: bistand.textOf(sender),
      };
    },
    composer: (page) => bistand.shown(page.querySelectorAll(COMPOSERS)),
    // messaging and chat are written in plain text, mail in rich text
    channel: (page) => (bistand.shown(page.querySelectorAll('[data-test-id="omnicomposer-rich-text-ckeditor"]')) ? 'email' : 'chat'),
  });
}
