/** The Zendesk app in the ticket's sidebar: reads the ticket, shows its prompts, puts words into the reply. */

import { Frame } from '../frame.js';
import { Host } from '../host.js';
import { Client, zendeskOrigins } from './client.js';
import { PATHS, readConversation, readMessages } from './ticket.js';

const address = new URLSearchParams(location.search);
const client = new Client(new Frame(zendeskOrigins(address)), address.get('app_guid') ?? '');
const { settings } = await client.registered;
const { 'currentUser.locale': locale } = await client.get(['currentUser.locale']);
const host = new Host({ server: originOf(settings?.server), language: locale, insert });

read();
for (const event of ['ticket.conversation.changed', 'app.activated']) client.on(event, read);
client.invoke('resize', { width: '100%', height: '640px' }).catch(() => {}); // a location that cannot be resized

async function read() {
  const ticket = await client.get(PATHS);
  const body = readConversation(ticket);
  if (!body) return;
  host.show(body);
  for (const event of await readMessages(ticket)) host.tell(event);
}

/** @param {string} text */
async function insert(text) {
  try {
    await client.invoke('ticket.editor.insert', text);
    return true;
  } catch {
    return false;
  }
}

/** @param {unknown} server of the installation's settings; the page's own where it gives none */
function originOf(server) {
  return typeof server === 'string' && URL.canParse(server) ? new URL(server).origin : location.origin;
}
