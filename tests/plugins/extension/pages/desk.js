/**
 * A small desk for tests: two conversations, one of them open, and whatever arrives. Each page beside this file draws
 * it with the structure that one real desk's page has; `look` holds what the pages do differently.
 *
 * look.message(message)   the markup of a message: {id, by, name, text, at}; by: customer, agent, bot, note, activity
 * look.stream             selector of the element that the messages go into (made anew for each conversation)
 * look.frame(id)          the markup around them
 * look.go(id)             changes the address
 * look.renamed            [from, to] pairs: what a new version of the desk calls its parts
 */
const HISTORY = {
  31: [
    { id: 501, by: 'customer', name: 'Robin Lind', text: 'Hello, the tent I ordered came without its poles.', at: '2026-03-02T09:00:00Z' },
    { id: 502, by: 'activity', name: '', text: 'Conversation was assigned to Kim', at: '2026-03-02T09:00:30Z' },
    { id: 503, by: 'note', name: 'Ada', text: 'Third complaint about tents this week', at: '2026-03-02T09:00:40Z' },
    { id: 504, by: 'agent', name: 'Kim', text: 'Hello Robin, I am sorry to hear that.', at: '2026-03-02T09:01:00Z' },
    { id: 505, by: 'customer', name: 'Robin Lind', text: 'ok', at: '2026-03-02T09:02:00Z' },
  ],
  32: [
    { id: 601, by: 'customer', name: 'Ida Holm', text: 'Where is my invoice?', at: '2026-03-02T10:00:00Z' },
  ],
};

class Desk {
  constructor(look) {
    this.look = look;
    this.next = 700;
    this.open = 31;
    this.sent = [];
    this.draw();
  }

  get stream() { return this.root.querySelector(this.look.stream); }

  get root() { return this.look.root?.() ?? document; }

  element(message) {
    const holder = document.createElement('template');
    holder.innerHTML = this.renamed(this.look.message(message));
    return holder.content.firstElementChild;
  }

  renamed(markup) {
    return this.isRenamed ? this.look.renamed.reduce((text, [from, to]) => text.replaceAll(from, to), markup) : markup;
  }

  draw() {
    this.look.home().innerHTML = this.renamed(this.look.frame(this.open));
    this.stream.append(...HISTORY[this.open].filter((message) => this.look.message(message)).map((message) => this.element(message)));
  }

  arrive(by, text, at = '2026-03-02T11:00:00Z', isOnTop = false) {
    const message = { id: this.next += 1, by, name: by === 'customer' ? 'Robin Lind' : 'Kim', text, at };
    if (!this.look.message(message)) return; // this desk shows no such thing
    HISTORY[this.open].push(message);
    if (isOnTop) this.stream.prepend(this.element(message));
    else this.stream.append(this.element(message));
  }

  older(text) {
    const message = { id: 400, by: 'customer', name: 'Robin Lind', text, at: '2026-03-01T11:00:00Z' };
    HISTORY[this.open].unshift(message);
    this.stream.prepend(this.element(message));
  }

  redraw() { this.stream.replaceChildren(...[...this.stream.children].map((child) => child.cloneNode(true))); }

  /** The address at once, the page a while later, as single-page applications do. */
  go(id, delay = 0) {
    this.look.go(id);
    this.open = id;
    if (delay) setTimeout(() => this.draw(), delay);
    else this.draw();
  }

  change() {
    this.isRenamed = true;
    this.draw();
  }
}
