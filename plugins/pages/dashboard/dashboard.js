/** The dashboard: how well the guidelines are kept, how long customers wait, and whether the prompts help. */

import { element, part } from '../shell/elements.js';
import { handOver } from '../shell/files.js';
import { Page } from '../shell/page.js';
import { adherenceByDay, ranking } from './adherence.js';
import { agents, naming } from './agents.js';
import { Context, listed, listing } from './context.js';
import { controls } from './controls.js';
import { downloads } from './download.js';
import { Drawer } from './drawer.js';
import { list, titleOf } from './drill.js';
import { Filters } from './filters.js';
import { NowPanel } from './now.js';
import { overview } from './overview.js';
import { drawAll, whenLooksChange } from './plots.js';
import { timeline } from './timeline.js';
import { usefulness } from './usefulness.js';
import { waiting } from './waiting.js';

/** @import {Figure} from './context.js' */
/** @import {Now, Scorecards} from './scorecards.js' */

const CARDS = '/v1/scorecards';
const PAGE_SIZE = 25;

/** @typedef {Record<'day' | 'moment' | 'channel', Scorecards> & {agent: Scorecards | null}} Cards */

class Dashboard extends Page {
  filters = new Filters(new URLSearchParams(location.search));
  /** @type {Cards | null} */ cards = null;
  known = { moments: /** @type {Set<string>} */ (new Set()), agents: /** @type {Set<string>} */ (new Set()) };
  drawer = new Drawer(() => this.#forget());
  now = new NowPanel(() => this.#askNow(), () => this.#context(), (id) => this.#open({ conversation: id }));
  #asked = 0;

  async show() {
    const page = part('page', HTMLElement);
    page.replaceChildren(element('p', { class: 'quiet waiting-for' }, this.words.of('loading')));
    await Promise.all([this.#load(), this.#follow()]);
  }

  /** The address has changed under the page. */
  async read() {
    const wanted = new Filters(new URLSearchParams(location.search));
    const isSame = wanted.address() === this.filters.address();
    this.filters = wanted;
    if (!isSame) await this.#load();
    await this.#follow();
  }

  #context() {
    return new Context(this.words, this.filters, this.isLead, (figure) => this.#open(listing(figure)));
  }

  async #load() {
    const mine = (this.#asked += 1);
    document.body.setAttribute('aria-busy', 'true');
    await this.attempt(async () => {
      const query = this.filters.query();
      const by = (/** @type {string} */ group, given = query) => this.service.get(CARDS, { ...given, group_by: group });
      const [day, moment, channel, agent] = await Promise.all([by('day'), by('moment'), by('channel'), this.isLead ? by('agent') : null]);
      if (mine !== this.#asked) return;
      this.cards = { day, moment, channel, agent };
      for (const row of moment.rows) this.known.moments.add(row.moment);
      for (const row of agent?.rows ?? []) if (row.agent && !row.is_pooled) this.known.agents.add(row.agent);
      this.#draw();
    });
    if (mine !== this.#asked) return;
    document.body.removeAttribute('aria-busy');
    await this.now.look().catch(() => undefined);
    await this.#compare(mine);
  }

  /**
   * Say how the time before went, too; the reader has something to read meanwhile.
   * @param {number} mine
   */
  async #compare(mine) {
    const board = document.querySelector('.tiles');
    if (!board || !this.cards) return;
    const earlier = this.filters.query(this.filters.before());
    const before = await this.service.get(CARDS, { ...earlier, group_by: 'channel' }).catch(() => null);
    const isRead = board.contains(document.activeElement); // whoever has moved there keeps their place
    if (mine === this.#asked && !isRead && before?.total.conversations) board.replaceWith(overview(this.#context(), this.cards.channel.total, before.total));
  }

  #draw() {
    if (!this.cards) return;
    const context = this.#context();
    const focused = document.activeElement?.id;
    const known = { moments: [...this.known.moments], agents: [...this.known.agents] };
    const page = part('page', HTMLElement);
    page.replaceChildren(
      controls(context, known, (filters) => this.#choose(filters)),
      element('div', { class: 'board' }, this.now.element(), ...this.#figures(context, this.cards)),
    );
    drawAll(page);
    if (focused) document.getElementById(focused)?.focus();
  }

  /**
   * @param {Context} context
   * @param {Cards} cards
   */
  #figures(context, { day, moment, channel, agent }) {
    const total = channel.total;
    const notes = day.uncounted ? [element('p', { class: 'notice plain-notice' }, context.of('uncounted', { count: context.numbers.count(day.uncounted) }))] : [];
    if (!total.conversations) return [...notes, empty(context, channel.small, (small) => this.#choose(this.filters.with({ small })))];
    const days = [...day.rows].sort((one, other) => (one.day ?? '').localeCompare(other.day ?? ''));
    return [
      ...notes,
      overview(context, total, null),
      adherenceByDay(context, days, day.total),
      usefulness(context, days, day.total),
      ranking(context, moment.rows),
      waiting(context, days, channel.rows, total, channel.standards),
      ...(agent ? [agents(context, agent, (name) => this.#choose(this.filters.with({ agent: name })), (small) => this.#choose(this.filters.with({ small })))] : []),
      downloads(context, (table, format) => this.#save(table, format)),
    ];
  }

  /** @param {Filters} filters */
  #choose(filters) {
    this.filters = filters;
    history.pushState(null, '', filters.address());
    return this.#load();
  }

  /** @returns {Promise<Now>} */
  async #askNow() {
    const { channel, agent, language } = this.filters;
    const [now, deliveries] = await Promise.all([
      this.service.get(`${CARDS}/now`, { channel, agent, language, limit: 20 }),
      this.isLead ? this.service.get('/v1/deliveries', { limit: 1 }) : null,
    ]);
    return { ...now, dead_letters: deliveries?.dead };
  }

  /** @param {Record<string, string>} what is to be seen in the drawer */
  #open(what) {
    history.pushState(null, '', this.filters.address({ ...what }));
    return this.#follow();
  }

  /** Show in the drawer what the address asks for. */
  async #follow() {
    const address = new URLSearchParams(location.search);
    const [figure, conversation] = [listed(address), address.get('conversation')];
    if (conversation) await this.#tell(conversation, figure);
    else if (figure) await this.#list(figure, Number(address.get('offset')) || 0);
    else this.drawer.close();
  }

  /**
   * @param {Figure} figure
   * @param {number} offset
   */
  async #list(figure, offset) {
    await this.attempt(async () => {
      const context = this.#context();
      const { of, day } = figure;
      const named = Object.fromEntries(Object.entries({ moment: figure.moment, agent: figure.agent, channel: figure.channel }).filter(([, value]) => value));
      const query = { ...this.filters.query(), ...named, ...(day ? { from: day, to: day } : {}), of, offset, limit: PAGE_SIZE };
      const found = await this.service.get(`${CARDS}/conversations`, query);
      const open = (/** @type {string} */ id) => this.#open({ ...listing(figure), offset: String(offset || ''), conversation: id });
      const turn = (/** @type {number} */ to) => this.#open({ ...listing(figure), offset: String(to || '') });
      this.drawer.show(this.words, titleOf(context, figure), list(context, found, open, turn, offset), null);
    });
  }

  /**
   * @param {string} id
   * @param {Figure | null} figure whose list it was found in
   */
  async #tell(id, figure) {
    await this.attempt(async () => {
      const context = this.#context();
      const log = await this.service.get(`/v1/conversations/${encodeURIComponent(id)}/log`, { include: 'suppressed' });
      const offset = new URLSearchParams(location.search).get('offset') ?? '';
      const back = figure && (() => this.#open({ ...listing(figure), offset }));
      this.drawer.show(this.words, context.of('conversation_is', { id }), timeline(context, log), back);
    });
  }

  /** The drawer was closed: the address no longer asks for it. */
  #forget() {
    const address = new URLSearchParams(location.search);
    if (address.has('of') || address.has('conversation')) history.pushState(null, '', this.filters.address());
  }

  /**
   * @param {string} table
   * @param {string} format
   */
  async #save(table, format) {
    await this.attempt(async () => {
      const wanted = Object.entries({ ...this.filters.query(), table, format, group_by: 'moment,day' }).filter(([, value]) => value);
      handOver(await this.service.file(`${CARDS}/export?${new URLSearchParams(wanted)}`), `scorecards-${table}.${format}`);
    });
  }
}

/**
 * @param {Context} context
 * @param {Scorecards['small']} small
 * @param {(small: string) => void} name
 */
function empty(context, small, name) {
  if (small.agents) return tooFew(context, small, name);
  const steps = ['empty_widen', 'empty_connect', 'empty_try'].map((step) => element('li', {}, context.of(step)));
  return element(
    'section',
    { class: 'panel empty', attributes: { 'aria-labelledby': 'empty-heading' } },
    element('h2', { attributes: { id: 'empty-heading' } }, context.of('empty')),
    element('ul', {}, ...steps),
    element('p', {}, element('a', { attributes: { href: '/' } }, context.of('page_console'))),
  );
}

/**
 * @param {Context} context
 * @param {Scorecards['small']} small
 * @param {(small: string) => void} name
 */
function tooFew(context, small, name) {
  const says = context.of('agent_too_few', { agent: context.filters.agent, least: context.numbers.count(small.least) });
  return element(
    'section',
    { class: 'panel empty', attributes: { 'aria-labelledby': 'empty-heading' } },
    element('h2', { attributes: { id: 'empty-heading' } }, context.of('empty')),
    element('p', {}, says),
    ...naming(context, small.agents, name),
  );
}

const dashboard = new Dashboard('dashboard');
addEventListener('popstate', () => dashboard.read());
whenLooksChange(() => drawAll(document));
await dashboard.begin();
