/** The shapes that content scripts share. They are plain scripts, which export nothing: their types are global. */

type Speaker = 'customer' | 'agent' | 'bot';

/** One message as the page shows it. */
interface Reading {
  /** The desk's own id of it; without one it is known by its words and its time. */
  id?: string;
  /** '' where the page does not say (any more). */
  speaker: Speaker | '';
  text: string;
  /** RFC 3339, where the page gives the whole time. */
  at?: string;
  author?: string;
}

/** How to read one desk's page. Everything is asked anew at each look: pages re-render. */
interface Adapter {
  name: string;
  /** The id of the conversation that is open; '' where none is. */
  conversation(address: URL, page: Document): string;
  /** What holds the messages. */
  stream(page: Document, conversation: string): Element | null;
  /** Selector of one message in the stream. */
  messages: string;
  /** null for what no customer sees. */
  read(message: Element, page: Document): Reading | null;
  /** Where the agent writes the reply. */
  composer(page: Document): HTMLElement | null;
  /** `chat`, `email`, ... */
  channel(page: Document): string;
  /** Shadow roots to listen in as well. */
  roots?(page: Document): ParentNode[];
}

/** What the self-test found. */
interface SelfTest {
  /** '' where none is open. */
  conversation: string;
  stream: boolean;
  messages: number;
  customer: number;
  agent: number;
  /** Messages of which nobody can tell who wrote them. */
  unknown: number;
  composer: boolean;
  /** A conversation is open that we cannot read. */
  broken: boolean;
}

/** A message as it is told: an event of the protocol. */
interface Message {
  id: string;
  type: 'message';
  role: Speaker;
  text: string;
  at: string;
}

interface Opened {
  id: string;
  channel: string;
  /** The customer's name, where the page shows it. */
  customer: string;
}

interface Listener {
  conversation(conversation: Opened | null): void;
  messages(conversation: string, messages: Message[]): void;
  report(report: SelfTest): void;
}

declare var bistand: {
  adapters: Map<string, Adapter | ((settings: any) => Adapter)>;
  textOf(element: Element | null, without?: string): string;
  shown<Kind extends Element>(elements: Iterable<Kind>): Kind | null;
  time(text: string | null | undefined): string | undefined;
  readings(adapter: Adapter, conversation: string): (Reading & { element: Element })[];
  test(adapter: Adapter): SelfTest;
  insert(composer: HTMLElement | null, text: string): boolean;
  Watch: new (adapter: Adapter, listener: Listener, signal: AbortSignal) => { adapter: Adapter };
  link?: { isAlive: boolean };
};
