/** Making and finding elements. Text goes in as text, never as markup. */

/**
 * @typedef {object} Properties
 * @property {string} [class]
 * @property {string} [lang]
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
  Object.assign(made.dataset, properties.data);
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value);
  if (properties.click) made.addEventListener('click', properties.click);
  if (made instanceof HTMLButtonElement) made.type = 'button';
  made.append(...children);
  return made;
}

/**
 * The element of the page with this id, which must be a `kind`.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {{new (): Kind}} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

/**
 * Minutes and seconds, with hours only when there are any.
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((number) => String(number).padStart(2, '0'));
  const hours = Math.floor(whole / 3600);
  return (hours ? [String(hours), ...parts] : parts).join(':');
}
