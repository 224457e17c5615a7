/** A world without time and network: sockets that the test plays the server of, timers that it lets ring. */

export class FakeSocket {
  readyState = 0;
  /** @type {any[]} */ sent = [];
  listeners = {};

  addEventListener(kind, listener) { (this.listeners[kind] ??= []).push(listener); }
  send(data) { this.sent.push(JSON.parse(data)); }
  close() { this.readyState = 3; }
  emit(kind, event = {}) { for (const listener of this.listeners[kind] ?? []) listener(event); }

  open() {
    this.readyState = 1;
    this.emit('open');
  }

  say(...frames) { for (const frame of frames) this.emit('message', { data: JSON.stringify(frame) }); }

  drop(code = 1006) {
    this.readyState = 3;
    this.emit('close', { code });
  }

  /** Up to the server's `ready`. */
  greet() {
    this.open();
    this.say({ type: 'ready', protocol: 1, workspace: 'default', agent: '' });
  }

  sentOf(type) { return this.sent.filter((frame) => frame.type === type); }
}

export class FakeWorld {
  time = 0;
  chance = 0.5;
  /** @type {FakeSocket[]} */ sockets = [];
  /** @type {{at: number, task: () => void}[]} */ timers = [];

  dial = () => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };

  now = () => this.time;
  random = () => this.chance;

  after = (delay, task) => {
    const timer = { at: this.time + delay, task };
    this.timers.push(timer);
    return () => { this.timers = this.timers.filter((other) => other !== timer); };
  };

  get last() { return this.sockets.at(-1); }

  /** Let seconds pass, and what falls due in them happen in order. */
  pass(delay) {
    const until = this.time + delay;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.time = next.at;
      this.timers = this.timers.filter((other) => other !== next);
      next.task();
    }
    this.time = until;
  }
}

export const subscribed = (last, more = {}) => ({ type: 'subscribed', conversation: 'c1', recovered: true, epoch: 'one', last_seq: last, ...more });
export const entry = (seq, more = {}) => ({ type: 'entry', conversation: 'c1', seq, entry: { at: '2026-11-02T12:00:00Z', kind: 'event', event: { id: `e${seq}`, type: 'message' }, ...more } });
