/**
 * Zammad, hosted and self-hosted: /#ticket/zoom/12 (its first interface) and /desktop/tickets/12 (the new one).
 *
 * The first: app/assets/javascripts/app/controllers/ticket_zoom/article_view*; the new: app/frontend/apps/desktop/
 * pages/ticket/components/TicketDetailView/ArticleBubble in its repository. Other tickets stay in the page, hidden.
 */
{
  const NEW = '[data-test-id^="article-bubble-container-"]';

  /** @param {Element} article */
  function first(article) {
    const speaker = article.matches('.customer') ? 'customer' : article.matches('.agent') ? 'agent' : '';
    if (article.matches('.is-internal, .system')) return null;
    return {
      id: article.getAttribute('data-id') ?? undefined,
      speaker: /** @type {Speaker | ''} */ (speaker),
      text: bistand.textOf(article.querySelector('.richtext-content') ?? article.querySelector('.textBubble-content')),
      at: bistand.time(article.querySelector('time[datetime]')?.getAttribute('datetime')),
    };
  }

  /** @param {Element} article */
  function second(article) {
    const body = article.querySelector('[data-test-id^="article-bubble-body-"]');
    if (article.matches('.bg-stripes')) return null; // internal
    const speaker = body?.matches('.Content--customer') ? 'customer' : body?.matches('.Content--agent') ? 'agent' : '';
    return {
      id: article.getAttribute('data-test-id')?.match(/\d+$/)?.[0],
      speaker: /** @type {Speaker | ''} */ (speaker),
      text: bistand.textOf(article.querySelector('.inner-article-body')),
      at: bistand.time(article.querySelector('time[datetime]')?.getAttribute('datetime')),
    };
  }

  bistand.adapters.set('zammad', {
    name: 'Zammad',
    conversation: (address) => `${address.hash}${address.pathname}`.match(/#ticket\/zoom\/(\d+)|\/tickets\/(\d+)/)?.slice(1).find(Boolean) ?? '',
    stream(page) {
      const article = bistand.shown(page.querySelectorAll(`.ticket-article-item, ${NEW}`));
      return bistand.shown(page.querySelectorAll('.ticket-article')) ?? article?.closest('main, [role="main"]') ?? article?.parentElement ?? null;
    },
    messages: `.ticket-article-item, ${NEW}`,
    read: (article) => (article.matches(NEW) ? second(article) : first(article)),
    composer: (page) => bistand.shown(/** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(
      '.article-add [data-name="body"][contenteditable="true"], #ticketArticleReplyForm [contenteditable="true"]'))),
    channel: () => 'email',
  });
}
