/** Making elements. Text goes in as text, never as markup. */

/**
 * @typedef {object} Properties
 * @property {string} [class]
 * @property {string} [lang]
 * @property {boolean} [hidden]
 * @property {Record<string, string>} [data]
 * @property {Record<string, string>} [attributes]
 * @property {(event: Event) => void} [click]
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  if (properties.class) made.className = properties.class;
  if (properties.lang) made.lang = properties.lang;
  if (properties.hidden) made.hidden = true;
  Object.assign(made.dataset, properties.data);
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value);
  if (properties.click) made.addEventListener('click', properties.click);
  if (made instanceof HTMLButtonElement) made.type = 'button';
  made.append(...children);
  return made;
}

/**
 * Write a text only where it changes: a screen reader reads again what is written again.
 * @param {Element} target
 * @param {string} text
 */
export function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/**
 * Minutes and seconds, with hours only when there are any.
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds)) || 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
