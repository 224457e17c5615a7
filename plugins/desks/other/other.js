/**
 * The page for any other desk that shows a frame and can run a few lines of script. It speaks with the page around
 * it by `postMessage`, in objects whose `type` says what they are:
 *
 *   from us    {type: 'bistand-hello', protocol: 1}                      until a context has come
 *              {type: 'bistand-insert', text}                           the agent takes these words
 *              {type: 'bistand-ack', event}                             the event with this id is on the server's disk
 *   to us      {type: 'bistand-context', conversation: {id, channel, customer: {name}, agent: {id, name, language}, organisation}}
 *              {type: 'bistand-event', event: {id, type, ...}}          as in the protocol, section 2
 *
 * A conversation that the desk tells the server of by itself (webhook, REST) needs the context alone.
 */

import { Frame, configuredOrigins, readMessage } from '../frame.js';
import { Host } from '../host.js';

const PROTOCOL = 1;
/** Milliseconds. */
const EVERY = 1000;

const frame = new Frame(await configuredOrigins());
const host = new Host({
  insert: (text) => {
    frame.post({ type: 'bistand-insert', text });
    return frame.isFramed;
  },
  confirmed: (event) => frame.post({ type: 'bistand-ack', event }),
});
if (!frame.isFramed || !frame.origins.length) host.say('alone');

const hello = () => frame.post({ type: 'bistand-hello', protocol: PROTOCOL });
const greeting = setInterval(hello, EVERY);
hello();

frame.listen((message) => {
  const { type, conversation, event } = readMessage(message);
  if (type === 'bistand-context' && typeof conversation?.id === 'string') {
    clearInterval(greeting);
    host.show({ channel: 'chat', ...conversation });
    return true;
  }
  if (type === 'bistand-event' && typeof event?.id === 'string') host.tell(event);
  return undefined;
});
