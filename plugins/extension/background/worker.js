/** The extension's background: everything that only the browser can tell or do, tied to the hub. */

import { loadPlaces, loadSettings, saveSettings, savePlaces } from '../settings.js';
import { deskAt, nameOf, permissionOf, registerSites, runIn } from '../sites.js';
import { Hub } from './hub.js';

/** @type {Set<{port: chrome.runtime.Port, window: number, tab: number}>} */
const panels = new Set();
/** Set once what was kept is read; listeners have to stand before that, or the browser forgets us. */
const started = start();

async function start() {
  const hub = new Hub(await loadPlaces(), {
    keep: (places) => { savePlaces(places); },
    badge: (tab, count) => { chrome.action.setBadgeText({ tabId: tab, text: count ? String(count) : '' }).catch(() => {}); }, // the tab is gone
    changed: () => { for (const panel of panels) show(panel); },
  });
  hub.configure(await settings());
  return hub;
}

/** The settings; an agent without an id of their own gets one. */
async function settings() {
  const kept = await loadSettings();
  if (kept.agent) return kept;
  const agent = `agent-${crypto.randomUUID().slice(0, 8)}`;
  await saveSettings({ agent });
  return { ...kept, agent };
}

/**
 * What a panel shows: its tab's page and conversation, and how the server is reached.
 * @param {{port: chrome.runtime.Port, window: number, tab: number}} panel
 */
async function show(panel) {
  const hub = await started;
  const tab = panel.tab ? await chrome.tabs.get(panel.tab).catch(() => undefined)
    : (await chrome.tabs.query({ active: true, windowId: panel.window }))[0];
  const { sites, server } = await settings();
  const desk = hub.deskIn(tab?.id ?? -1);
  const address = tab?.url ?? '';
  const origin = desk?.origin ?? (/^https?:/.test(address) ? new URL(address).origin : '');
  const site = sites[origin];
  const kind = site?.desk ?? (origin ? deskAt(origin) : '');
  panel.port.postMessage({
    type: 'view', tab: tab?.id ?? -1, origin, server, desk: kind, name: kind ? nameOf(kind, origin) : '', isAllowed: Boolean(site),
    isRead: Boolean(desk), conversation: desk?.conversation ?? '', report: desk?.report ?? null, link: hub.link, code: hub.code,
  });
}

/** What panels and the options page ask for. */
const requests = {
  /** @param {{tab: number, text: string}} message */
  insert: async ({ tab, text }) => (await started).ask((await started).deskIn(tab), { type: 'insert', text }, false),
  /** @param {{origin: string, desk: string, selectors: object}} message */
  test: async ({ origin, desk, selectors }) => (await started).ask((await started).deskOf(origin), { type: 'test', desk, selectors }, null),
  /** The permission was granted on a click there. @param {{origin: string, desk: string, tab: number}} message */
  allow: async ({ origin, desk, tab }) => {
    const { sites } = await settings();
    await saveSettings({ sites: { ...sites, [origin]: { ...sites[origin], desk } } });
    if (tab >= 0) await runIn(tab, desk);
  },
  /** @param {{origin: string}} message */
  forget: async ({ origin }) => {
    const { [origin]: _, ...sites } = (await settings()).sites;
    await saveSettings({ sites });
    const isShared = Object.keys(sites).some((other) => permissionOf(other).origins[0] === permissionOf(origin).origins[0]);
    if (!isShared) await chrome.permissions.remove(permissionOf(origin)).catch(() => {}); // one that the installation itself gives
  },
};

chrome.runtime.onConnect.addListener((port) => {
  if (port.sender?.id !== chrome.runtime.id) return;
  if (port.name === 'desk') started.then((hub) => hub.join(port));
  if (port.name.startsWith('panel:')) {
    const [, window, tab] = port.name.split(':').map(Number);
    const panel = { port, window, tab };
    panels.add(panel);
    port.onDisconnect.addListener(() => panels.delete(panel));
    show(panel);
  }
});

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  const request = Reflect.get(requests, message.type);
  const isOwnPage = sender.id === chrome.runtime.id && sender.url?.startsWith(chrome.runtime.getURL('')); // not a script in a desk
  if (!request || !isOwnPage) return false;
  request(message).then(respond);
  return true; // the answer comes later
});

chrome.storage.onChanged.addListener(async (changes) => {
  if (Object.keys(changes).every((name) => name === 'places')) return;
  const now = await settings();
  if (changes.sites) await registerSites(now.sites);
  (await started).configure(now);
  for (const panel of panels) show(panel);
});

chrome.permissions.onRemoved.addListener(async () => {
  const { sites } = await settings();
  const kept = await Promise.all(Object.entries(sites).map(async (site) => ({ site, is: await chrome.permissions.contains(permissionOf(site[0])) })));
  await saveSettings({ sites: Object.fromEntries(kept.filter(({ is }) => is).map(({ site }) => site)) });
});

chrome.runtime.onInstalled.addListener(async () => registerSites((await settings()).sites));
chrome.tabs.onActivated.addListener(() => { for (const panel of panels) show(panel); });
chrome.tabs.onUpdated.addListener((_tab, change) => { if (change.status || change.url) for (const panel of panels) show(panel); });

// a click on the button is what the browser lets us open the panel on, and see the tab's address (activeTab)
chrome.action.onClicked.addListener((tab) => {
  if (chrome.sidePanel) chrome.sidePanel.open({ windowId: tab.windowId });
  else Reflect.get(chrome, 'sidebarAction').open(); // Firefox
  for (const panel of panels) show(panel);
});
chrome.action.setBadgeBackgroundColor({ color: '#1a6661' });
