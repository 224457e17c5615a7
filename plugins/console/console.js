/**
 * The console page: play a customer conversation, or write one by hand, and see what Bistand says to the agent.
 *
 * Two ways bring log entries to the transcript: the player (a finished timeline on its own clock) and the live
 * conversation (the socket). The panel beside it is the product's own: it follows a live conversation by itself,
 * and is fed by the player.
 */

import { seconds } from '../protocol/messages.js';
import { BistandPanel } from '../widget/bistand-panel.js';
import { part } from '../pages/shell/elements.js';
import { Findings } from '../pages/talk/findings.js';
import { LANGUAGES, Words, preferredLanguage, rememberLanguage, wordsOf } from '../pages/shell/words.js';
import { LiveConversation } from './live.js';
import { Player } from './player.js';
import { Samples } from './samples.js';
import { Screen } from './screen.js';
import { navigation } from '../pages/shell/navigation.js';
import { Refusal, offeredKey } from '../pages/shell/service.js';
import { Service } from './service.js';
import { Settings, fill } from './settings.js';
import { Sides } from '../pages/talk/sides.js';
import { Transport } from './transport.js';

/** @import {LinkState} from '../protocol/connection.js' */
/** @import {ConversationEvent} from '../protocol/messages.js' */
/** @import {Entry, Sample} from '../pages/talk/conversations.js' */

const UNAUTHORIZED = 401;

/** @param {string} id */
const byId = (id) => part(id, HTMLElement);

class Console {
  /** @type {'free' | 'sample' | 'live'} */ mode = 'free';
  /** @type {LinkState} */ link = 'not_connected';
  /** @type {Sample | null} */ sample = null;
  wide = matchMedia('(min-width: 60rem)');
  service = new Service('');
  settings = new Settings();
  samples = new Samples(part('sample', HTMLSelectElement));
  panel = part('panel', BistandPanel);
  screen = new Screen(this.panel, () => (this.mode === 'sample' ? this.player.time : Date.now() / 1000));

  player = new Player({
    show: (entry, quiet) => this.screen.play(entry, quiet),
    clear: () => this.screen.clear(),
    moved: () => this.showPlayer(),
  });

  transport = new Transport(this.player, { play: () => this.togglePlay(), step: () => this.stepSample() });

  live = new LiveConversation({
    entry: (entry) => this.hear(entry),
    restarted: () => this.screen.forget(),
    follow: (conversation) => this.panel.setAttribute('conversation', conversation),
    link: (state) => this.showLink(state),
    refused: (detail) => this.complain(this.refusal(detail)),
    badKey: () => {
      this.askKey();
      this.complain(this.screen.words.of('wrong_key'));
    },
  });

  sides = new Sides((event) => this.tell(event));
  findings = new Findings(this.sides.agentText, byId('findings'), (draft) => (
    this.service.checkDraft(draft, this.settings.conversation, this.live.id)
  ));

  async begin() {
    await this.samples.load();
    fill(part('interface-language', HTMLSelectElement), LANGUAGES.map((language) => [language, new Words(language, {}).languageName(language)]));
    await this.speak(preferredLanguage());
    this.sides.begin(this.settings.channel.value);
    this.listen();
    setInterval(() => this.screen.tick(), 500);
    const key = await offeredKey();
    if (key) this.connect(key);
    else this.askKey();
  }

  /** @param {string} key */
  connect(key) {
    byId('key-form').hidden = true;
    this.complain('');
    this.service = new Service(key);
    this.panel.token = key;
    this.live.connect(this.service);
  }

  askKey() {
    byId('key-form').hidden = false;
  }

  /**
   * Show the page, and what is on it, in another language.
   * @param {string} language
   */
  async speak(language) {
    const words = await wordsOf(language, '/pages/shell/words', '/pages/talk/words', '/console/languages');
    document.documentElement.lang = language;
    document.title = words.of('title');
    part('interface-language', HTMLSelectElement).value = language;
    words.write(document);
    document.querySelector('nav')?.replaceWith(navigation(words, 'console'));
    this.settings.write(words);
    this.samples.write(words);
    this.screen.rewrite(words);
    this.showLink(this.link);
    this.showPlayer();
    document.body.classList.add('written');
  }

  listen() {
    const ownClock = this.panel.clock;
    this.panel.clock = () => (this.mode === 'sample' ? this.player.time : ownClock());
    this.panel.addEventListener('bistand-insert', (event) => this.use(/** @type {CustomEvent} */ (event).detail.text));
    const language = part('interface-language', HTMLSelectElement);
    language.addEventListener('change', async () => {
      rememberLanguage(language.value);
      await this.speak(language.value);
      await this.reload();
    });
    this.settings.agentLanguage.addEventListener('change', () => this.reload());
    this.settings.channel.addEventListener('change', () => this.sides.begin(this.settings.channel.value));
    part('sample', HTMLSelectElement).addEventListener('change', () => this.player.pause());
    byId('welcome-play').addEventListener('click', () => {
      byId('play').focus({ preventScroll: true }); // this button goes away
      this.playSample();
    });
    byId('take-over').addEventListener('click', () => this.takeOver(''));
    for (const id of ['own-conversation', 'new-conversation']) byId(id).addEventListener('click', () => this.startOver());
    byId('key-form').addEventListener('submit', (submit) => {
      submit.preventDefault();
      this.connect(part('key', HTMLInputElement).value.trim());
    });
    const unfold = () => { part('setup', HTMLDetailsElement).open = this.wide.matches; };
    this.wide.addEventListener('change', unfold);
    unfold();
  }

  /**
   * Write by hand (free, then live once something was sent) or watch a sample.
   * @param {'free' | 'sample' | 'live'} mode
   */
  enter(mode) {
    if (mode === this.mode && mode === 'live') return;
    this.mode = mode;
    if (mode !== 'live') this.live.leave();
    if (mode !== 'sample') this.sample = null;
    if (mode === 'free') {
      this.player.unload();
      this.screen.clear();
      this.sides.begin(this.settings.channel.value);
    }
    this.settings.lock(mode);
    byId('stage').dataset.mode = mode;
    byId('welcome').hidden = mode !== 'free';
    byId('sides').hidden = mode === 'sample';
    byId('after-sample').hidden = mode !== 'sample';
    byId('explanation').hidden = mode !== 'sample';
    this.showPlayer();
  }

  startOver() {
    this.complain('');
    this.enter('free');
    this.sides.customerText?.focus({ preventScroll: true });
  }

  /**
   * @param {Omit<ConversationEvent, 'id'>} event
   * @returns {Promise<boolean>} whether the server takes it
   */
  async tell(event) {
    const conversation = this.settings.conversation;
    this.enter('live');
    const taken = await this.attempt(() => this.live.tell(event, conversation));
    if (!taken && !this.live.hasBegun) this.enter('free');
    return taken;
  }

  /**
   * @param {Sample} sample
   * @returns {Promise<boolean>} whether there is something to play
   */
  async loadSample(sample = this.samples.chosen) {
    const language = this.settings.agentLanguage.value;
    const conversation = { ...sample.conversation, agent: { ...sample.conversation.agent, language } };
    document.body.ariaBusy = 'true'; // a server that has just started takes some seconds
    const isLoaded = await this.attempt(async () => {
      const { entries } = await this.service.replay(conversation, sample.events);
      this.enter('sample');
      this.sample = sample;
      this.samples.keep();
      this.settings.show(sample.conversation);
      byId('explanation').textContent = sample.explanation;
      byId('explanation').lang = sample.language;
      this.player.load(entries);
    });
    document.body.ariaBusy = 'false';
    return isLoaded;
  }

  async playSample() {
    if (!await this.loadSample()) return;
    if (!this.wide.matches) byId('stage').scrollIntoView();
    this.player.play();
  }

  async togglePlay() {
    if (this.player.isPlaying) this.player.pause();
    else if (this.sample && this.sample === this.samples.chosen) this.player.play();
    else await this.playSample();
  }

  async stepSample() {
    if (this.sample === this.samples.chosen) this.player.step();
    else await this.loadSample();
  }

  /** The same sample at the same point, for an agent who reads another language. */
  async reload() {
    if (!this.sample) return;
    const { time, isPlaying } = this.player;
    if (!await this.loadSample(this.sample)) return;
    this.player.seek(time);
    if (isPlaying) this.player.play();
  }

  /**
   * Go on by hand from where the sample stands, as if all of it had just happened.
   * @param {string} words for the agent's box
   */
  async takeOver(words) {
    const { time } = this.player;
    const events = this.screen.entries.flatMap(({ event, at }) => (event ? [{ event, ago: time - seconds(at) }] : []));
    const conversation = { ...this.settings.conversation, ...(this.sample ? { customer: this.sample.conversation.customer } : {}) };
    this.enter('free');
    this.sides.begin(conversation.channel);
    this.enter('live');
    if (await this.attempt(() => this.live.begin(conversation, events))) this.sides.put(words);
    else this.enter('free');
  }

  /** @param {string} words that the agent takes from the panel */
  use(words) {
    if (this.mode === 'sample') this.takeOver(words);
    else this.sides.put(words);
  }

  /** @param {Entry} entry */
  hear(entry) {
    this.screen.show(entry);
    if (entry.event) this.sides.follow(entry.event);
  }

  showPlayer() {
    this.transport.show(this.screen.words);
    if (this.mode === 'sample') this.screen.tick();
  }

  /** @param {LinkState} state */
  showLink(state) {
    this.link = state;
    byId('link').dataset.state = state;
    byId('link-text').textContent = this.screen.words.of(state);
  }

  /** @param {string} detail */
  refusal(detail) {
    return this.screen.words.of('refused', { detail });
  }

  /** @param {string} detail empty when all is well again */
  complain(detail) {
    const notice = byId('notice');
    notice.hidden = !detail;
    notice.textContent = detail;
  }

  /**
   * Do something that the server may refuse; say so if it does.
   * @param {() => Promise<unknown> | unknown} work
   */
  async attempt(work) {
    try {
      this.complain('');
      await work();
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === UNAUTHORIZED) this.askKey();
      this.complain(error instanceof Refusal ? this.refusal(error.message) : this.screen.words.of('not_connected'));
      return false;
    }
  }
}

await new Console().begin();
