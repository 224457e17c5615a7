/**
 * Freshdesk: https://NAME.freshdesk.com/a/tickets/123.
 *
 * Each message is a `.ticket-details__item`; the customer's carry `ticket-details__requestor`. Replies of others
 * than the agent may look like private notes too, so the customer's mark counts first. Its ids grow, which tells
 * new from old where an agent has set "newest first".
 */
{
  const WORDS = '[data-test-conversation="conversation-text"], #ticket_original_request, .ticket_note, .text-content-wrapper';

  bistand.adapters.set('freshdesk', {
    name: 'Freshdesk',
    conversation: (address) => address.pathname.match(/^\/a\/tickets\/(\d+)/)?.[1] ?? '',
    stream: (page) => page.querySelector('.tickets-conversation-pane, .ticket-details-wrapper'),
    messages: '.ticket-details__item',
    read(message) {
      const words = message.querySelector(WORDS);
      if (!words || message.querySelector('.fr-element[contenteditable="true"]')) return null; // the reply box
      const customer = message.matches('[class*="requestor"]');
      if (!customer && message.matches('[class*="privatenote"]')) return null;
      const header = [...message.querySelectorAll('[data-test-id^="conversation-"]')].map((found) => found.getAttribute('data-test-id') ?? '');
      const id = message.querySelector('[data-note-id]')?.getAttribute('data-note-id')
        ?? header.find((name) => /^conversation-\d+$/.test(name))?.slice('conversation-'.length);
      const isDescription = message.matches('[data-test-id="ticket-description"]') || message.querySelector('#ticket_original_request');
      return {
        id: id ?? (isDescription ? 'description' : undefined),
        speaker: customer ? 'customer' : 'agent',
        text: bistand.textOf(words, '.freshdesk_quote'),
        author: bistand.textOf(message.querySelector('[data-test-id="user-name"] b, [data-test-id="user-name"]')),
      };
    },
    composer: (page) => bistand.shown(page.querySelectorAll('.fr-element.fr-view[contenteditable="true"]')),
    channel: () => 'email',
  });
}
