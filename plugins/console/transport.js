/** The player's own controls: play or pause, step, speed, and where in the conversation it is. */

import { clock, part } from '../pages/shell/elements.js';

/** @import {Player} from './player.js' */
/** @import {Words} from '../pages/shell/words.js' */

export class Transport {
  #play = part('play', HTMLButtonElement);
  #playText = part('play-text', HTMLElement);
  #position = part('position', HTMLInputElement);
  #clock = part('clock', HTMLElement);

  /**
   * @param {Player} player
   * @param {{play: () => void, step: () => void}} choices
   */
  constructor(player, choices) {
    this.player = player;
    this.#play.addEventListener('click', choices.play);
    part('step', HTMLButtonElement).addEventListener('click', choices.step);
    this.#position.addEventListener('input', () => {
      const wanted = Number(this.#position.value); // pausing shows the present position
      player.pause();
      player.seek(wanted);
    });
    for (const speed of document.querySelectorAll('input[name="speed"]')) {
      speed.addEventListener('change', () => { player.speed = Number(/** @type {HTMLInputElement} */ (speed).value); });
    }
  }

  /** @param {Words} words */
  show(words) {
    const { time, end, isPlaying, isLoaded } = this.player;
    this.#position.max = String(Math.ceil(end));
    this.#position.value = String(time);
    this.#position.disabled = !isLoaded;
    this.#position.setAttribute('aria-valuetext', clock(time));
    this.#clock.textContent = isLoaded ? `${clock(time)} / ${clock(end)}` : clock(0);
    this.#play.dataset.playing = String(isPlaying);
    this.#playText.textContent = words.of(isPlaying ? 'pause' : 'play');
  }
}
