/**
 * The Chatwoot dashboard app: Settings, Integrations, Dashboard apps, with this page's address.
 *
 * Chatwoot tells the conversation once, when the frame is loaded, and again when asked; so we ask every few seconds
 * while the agent sees us. It takes no words back: those go to the clipboard.
 */

import { Frame, configuredOrigins, readMessage } from '../frame.js';
import { Host } from '../host.js';
import { readConversation, readMessages } from './context.js';

const ASK = 'chatwoot-dashboard-app:fetch-info';
/** Milliseconds. */
const EVERY = 3000;

const host = new Host();
const frame = new Frame(await configuredOrigins());
if (!frame.isFramed || !frame.origins.length) host.say('alone');

frame.listen((message) => {
  const { event, data } = readMessage(message);
  const body = event === 'appContext' ? readConversation(data ?? {}, host.texts.language) : null;
  if (!body) return undefined;
  host.show(body);
  for (const told of readMessages(data)) host.tell(told);
  return true;
});

const ask = () => { if (!document.hidden) frame.post(ASK); };
ask();
setInterval(ask, EVERY);
document.addEventListener('visibilitychange', ask);
