/** Defines `<bistand-panel>`: the only module of the panel that does something when it is loaded. */

import { BistandPanel } from './panel.js';

if (!customElements.get('bistand-panel')) customElements.define('bistand-panel', BistandPanel);

export { BistandPanel };
