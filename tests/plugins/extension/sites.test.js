import assert from 'node:assert/strict';
import test from 'node:test';

/** What the modules see of a browser: they look at it when they are loaded and when they are called. */
const registered = [];
globalThis.location = { protocol: 'chrome-extension:', origin: 'chrome-extension://abc' };
globalThis.chrome = {
  permissions: { contains: async ({ origins }) => origins[0] !== 'https://taken.example.com/*' },
  scripting: {
    unregisterContentScripts: async () => registered.splice(0),
    registerContentScripts: async (scripts) => registered.push(...scripts),
  },
};
const { DESKS, deskAt, nameOf, permissionOf, registerSites } = await import('../../../plugins/extension/sites.js');
const { ALLOWED_ORIGIN, serverOrigin } = await import('../../../plugins/extension/settings.js');

for (const [origin, desk] of [
  ['https://app.chatwoot.com', 'chatwoot'],
  ['https://acme.zendesk.com', 'zendesk'],
  ['https://app.intercom.com', 'intercom'],
  ['https://app.eu.intercom.com', 'intercom'],
  ['https://acme.freshdesk.com', 'freshdesk'],
  ['https://acme.zammad.com', 'zammad'],
  ['https://mail.google.com', 'gmail'],
  ['https://desk.example.com', 'generic'],
  ['https://zendesk.com.evil.test', 'generic'],
  ['https://evilzendesk.com', 'generic'],
]) test(`at ${origin} there is ${desk}`, () => assert.equal(deskAt(origin), desk));

test('a permission is for one host and no more', () => {
  assert.deepEqual(permissionOf('https://acme.zendesk.com'), { origins: ['https://acme.zendesk.com/*'] });
  assert.deepEqual(permissionOf('http://localhost:3000'), { origins: ['http://localhost/*'] });
});

test('scripts run where it was allowed, and only in the part of the site that is the desk', async () => {
  await registerSites({ 'https://acme.zendesk.com': { desk: 'zendesk' }, 'https://taken.example.com': { desk: 'generic' } });
  assert.deepEqual(registered.map(({ matches }) => matches), [['https://acme.zendesk.com/agent/*']]);
  assert.deepEqual(registered[0].js.at(-2), 'extension/adapters/zendesk.js');
  await registerSites({});
  assert.deepEqual(registered, []);
});

test('a desk has its name, one of nobody knows the name of its host', () => {
  assert.equal(nameOf('zammad', 'https://help.example.com'), 'Zammad');
  assert.equal(nameOf('generic', 'https://help.example.com:8443'), 'help.example.com:8443');
  assert.equal(new Set(DESKS.map(({ desk }) => desk)).size, DESKS.length);
});

for (const [address, origin] of [
  ['https://bistand.example.com', 'https://bistand.example.com'],
  ['https://bistand.example.com/v1/', 'https://bistand.example.com'],
  ['http://127.0.0.1:8400', 'http://127.0.0.1:8400'],
  ['http://localhost:8400/', 'http://localhost:8400'],
  ['http://bistand.example.com', ''],
  ['ws://127.0.0.1:8400', ''],
  ['bistand', ''],
  ['', ''],
]) test(`the server at "${address}" is ${origin || 'none'}`, () => assert.equal(serverOrigin(address), origin));

test('what the server lists is this extension', () => assert.equal(ALLOWED_ORIGIN, 'chrome-extension://abc'));
