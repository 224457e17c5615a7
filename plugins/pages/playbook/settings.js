/** Priority, times and channels of a moment. */

import { element } from '../shell/elements.js';

/** @import {Editor} from './editor.js' */
/** @import {Data} from './document.js' */

const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
const CHANNELS = ['chat', 'phone', 'email', 'form', 'letter', 'voicemail', 'social', 'in_person'];

/**
 * @param {Editor} editor
 * @param {Data} data
 */
export function settingsForm(editor, data) {
  const { words } = editor.page;
  const isForDrafts = !('opens' in data);
  const form = element('fieldset', { class: 'settings' }, element('legend', {}, words.of('when')));
  form.disabled = !editor.page.isLead;
  if (isForDrafts) form.append(element('p', { class: 'hint' }, words.of('for_drafts')));
  else form.append(priority(editor, data), seconds(editor, data, 'cooldown_s'), seconds(editor, data, 'expires_s'));
  form.append(channels(editor, data));
  return form;
}

/**
 * @param {Editor} editor
 * @param {Data} data
 */
function priority(editor, data) {
  const { words } = editor.page;
  const choice = element('select');
  for (const name of PRIORITIES) choice.append(new Option(words.of(`priority_${name}`), name, false, name === (data.priority ?? 'normal')));
  choice.addEventListener('change', () => editor.set(['priority'], choice.value));
  return element('label', { class: 'field' }, element('span', {}, words.of('priority')), choice);
}

/**
 * @param {Editor} editor
 * @param {Data} data
 * @param {'cooldown_s' | 'expires_s'} name
 */
function seconds(editor, data, name) {
  const { words } = editor.page;
  const field = element('input', { attributes: { type: 'number', min: name === 'expires_s' ? '1' : '0', step: '1', inputmode: 'numeric', placeholder: name === 'expires_s' ? '–' : '0' } });
  field.value = data[name] === undefined ? '' : String(data[name]);
  field.addEventListener('input', () => {
    if (field.validity.valid) editor.set([name], field.value === '' ? undefined : Number(field.value));
  });
  return element('label', { class: 'field' }, element('span', {}, words.of(name)), field);
}

/**
 * @param {Editor} editor
 * @param {Data} data
 */
function channels(editor, data) {
  const { words } = editor.page;
  const chosen = new Set(data.channels ?? CHANNELS);
  const boxes = CHANNELS.map((name) => {
    const box = element('input', { attributes: { type: 'checkbox' } });
    box.checked = chosen.has(name);
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(name);
      else chosen.delete(name);
      editor.set(['channels'], CHANNELS.filter((one) => chosen.has(one)));
    });
    return element('label', { class: 'box' }, box, ' ', words.of(name));
  });
  return element('fieldset', { class: 'channels' }, element('legend', { class: 'label' }, words.of('channels')), ...boxes);
}
