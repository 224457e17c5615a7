/** Making elements. Text goes in as text, never as markup. */

/**
 * Attributes by name; besides them `data` for data attributes and `click` for what a click does.
 * @typedef {{data?: Record<string, string>, click?: (event: Event) => void, hidden?: boolean} & Record<string, unknown>} Properties
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, { data, click, hidden = false, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  made.hidden = hidden;
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(attributes)) if (value !== '') made.setAttribute(name, String(value));
  if (click) made.addEventListener('click', click);
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
