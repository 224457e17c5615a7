/**
 * Gmail: https://mail.google.com/mail/u/0/#inbox/...
 *
 * Of its generated class names these have been the same for years: `.adn` a message, `.a3s` its words, `.gD` its
 * sender, `h2.hP` the subject, which names the thread. Who is the agent: the account that the page's title ends
 * with, and colleagues, who write from the same domain of a company.
 */
{
  const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
  const ANYBODYS = new Set(['gmail.com', 'googlemail.com']);

  /** @param {Document} page */
  const ownAddress = (page) => (page.title.match(ADDRESS)?.at(-1) ?? '').toLowerCase();

  /** @param {string} sender @param {string} own */
  function isAgent(sender, own) {
    const domain = own.split('@')[1];
    return sender === own || (!ANYBODYS.has(domain) && sender.endsWith(`@${domain}`));
  }

  /** @param {Document} page */
  const subject = (page) => bistand.shown(page.querySelectorAll('h2.hP[data-legacy-thread-id]'));

  bistand.adapters.set('gmail', {
    name: 'Gmail',
    conversation: (_address, page) => subject(page)?.getAttribute('data-legacy-thread-id') ?? '',
    stream: (page) => subject(page)?.closest('[role="main"]') ?? null,
    messages: '.adn[data-legacy-message-id]',
    read(message, page) {
      const sender = message.querySelector('.gD[email]');
      const from = (sender?.getAttribute('email') ?? '').toLowerCase();
      const own = ownAddress(page);
      return {
        id: message.getAttribute('data-legacy-message-id') ?? undefined,
        speaker: !from || !own ? '' : isAgent(from, own) ? 'agent' : 'customer',
        text: bistand.textOf(message.querySelector('.a3s'), '.adL, .yj6qo, .gmail_signature'),
        author: sender?.getAttribute('name') ?? '',
      };
    },
    composer: (page) => bistand.shown(/** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll('[g_editable="true"][role="textbox"]'))),
    channel: () => 'email',
  });
}
