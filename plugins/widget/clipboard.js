/** Copying, also where the page may not use the clipboard itself (no TLS, or a frame without permission). */

/**
 * @param {string} text
 * @param {ParentNode & Node} root where a field may stand for a moment
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
export async function copy(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'unseen';
    const { activeElement } = /** @type {ShadowRoot} */ (root);
    root.append(field);
    field.select();
    const isDone = document.execCommand('copy');
    field.remove();
    if (activeElement instanceof HTMLElement) activeElement.focus();
    return isDone;
  }
}
