// A link with data-quotes="{id of a comment}" opens the form to answer it with its words. What is selected in the comment is quoted instead of all of it, and where the form is
// open already, the words go into what was typed there.
import { type } from './TextField.razor.js';

const chosen = new Map();

document.addEventListener('component:beforeRequest', (event) => {
  const { elt, target } = event.detail;
  const source = elt.dataset?.quotes && document.getElementById(elt.dataset.quotes)?.querySelector('.comments-text');
  if (!source || !target) return;
  const words = selectedIn(source);
  const area = target.querySelector('textarea');
  if (area) {
    event.preventDefault();
    append(area, quoted(words || source.innerText));
  } else if (words) {
    chosen.set(target.id, quoted(words));
  }
});

document.addEventListener('component:afterSettle', (event) => {
  const { target, requestConfig } = event.detail;
  if (!requestConfig?.elt?.dataset?.quotes) return;
  const area = target?.querySelector?.('textarea');
  if (!area) return;
  const words = chosen.get(target.id);
  chosen.delete(target.id);
  if (words) area.value = words;
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  // What was not typed is as good as typed: a draft is kept of it.
  if (words) area.dispatchEvent(new InputEvent('input', { bubbles: true }));
});

function selectedIn(source) {
  const selection = getSelection();
  return selection.rangeCount > 0 && source.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString().trim() : '';
}

function quoted(words) {
  return `> ${words.trim().replaceAll('\r', '').replaceAll('\n', '\n> ')}\n\n`;
}

function append(area, words) {
  const end = area.value.length;
  type(area, end, end, (end > 0 && !area.value.endsWith('\n') ? '\n\n' : '') + words);
}
