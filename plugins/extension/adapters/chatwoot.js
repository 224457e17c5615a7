/**
 * Chatwoot, hosted and self-hosted: /app/accounts/1/.../conversations/42.
 *
 * Its message component marks each message with `data-message-id` and its bubble with `data-bubble-name`; who
 * speaks shows in the bubble's colour (app/javascript/dashboard/components-next/message in its repository).
 */
{
  /** @type {[string, Speaker | null][]} null: a private note, or one that failed to go out */
  const COLOURS = [
    ['bg-n-solid-amber', null],
    ['bg-n-ruby-', null],
    ['bg-n-solid-blue', 'agent'],
    ['bg-n-solid-iris', 'bot'],
    ['bg-n-teal-', 'bot'],
    ['bg-n-slate-4', 'customer'],
    ['right-bubble', 'agent'],
    ['left-bubble', 'customer'],
  ];

  bistand.adapters.set('chatwoot', {
    name: 'Chatwoot',
    conversation: (address) => address.pathname.match(/^\/app\/accounts\/(\d+)\/.*conversations\/(\d+)/)?.slice(1, 3).join('-') ?? '',
    stream: (page) => page.querySelector('.conversation-panel'),
    messages: '[data-message-id]',
    read(message) {
      const id = message.getAttribute('data-message-id') ?? '';
      const bubble = message.querySelector('[data-bubble-name]');
      // a message on its way out has another id than the one it gets
      if (!/^\d+$/.test(id) || bubble?.getAttribute('data-bubble-name') === 'activity') return null;
      const classes = bubble?.className ?? '';
      const colour = COLOURS.find(([name]) => classes.includes(name));
      if (colour?.[1] === null) return null;
      const words = bubble?.querySelector('.letter-render') ?? bubble?.querySelector('.prose-bubble:not(.line-clamp-2)');
      return { id, speaker: colour?.[1] ?? '', text: bistand.textOf(words ?? null) };
    },
    composer: (page) => page.querySelector('.reply-box .ProseMirror[contenteditable="true"], .reply-box textarea'),
    channel: (page) => (page.querySelector('.conversation-panel [data-bubble-name="email"]') ? 'email' : 'chat'),
  });
}
