/** Puts words into a desk's reply box the way typing does, so that the desk's own editor notices. It never sends. */
{
  /** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} text */
  function intoField(field, text) {
    // frameworks replace `value` on the element itself: the one of the prototype is the browser's
    const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
    const value = field.value.slice(0, start) + text + field.value.slice(end);
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
    field.setSelectionRange(start + text.length, start + text.length);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
  }

  /** @param {HTMLElement} editor @param {string} text */
  function intoEditor(editor, text) {
    const selection = getSelection();
    if (!selection?.rangeCount || !editor.contains(selection.anchorNode)) {
      selection?.selectAllChildren(editor);
      selection?.collapseToEnd();
    }
    text.split('\n').forEach((line, index) => {
      if (index) document.execCommand('insertParagraph');
      if (line) document.execCommand('insertText', false, line);
    });
  }

  /**
   * @param {HTMLElement | null} composer
   * @param {string} text
   * @returns {boolean} whether the words stand there now
   */
  bistand.insert = (composer, text) => {
    if (!composer) return false;
    composer.focus();
    const isField = composer instanceof HTMLTextAreaElement || composer instanceof HTMLInputElement;
    if (isField) intoField(composer, text);
    else intoEditor(composer, text);
    const written = isField ? composer.value : bistand.textOf(composer);
    return written.replace(/\s+/g, ' ').includes(text.replace(/\s+/g, ' ').trim());
  };
}
