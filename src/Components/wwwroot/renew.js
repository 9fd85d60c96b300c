// Loads a fragment anew without being asked to, so that nobody is disturbed: what is typed stays, the focus stays, and the reader's place stays.
import { addressOf, isShown } from './unchanged.js';

const QUIET = new WeakSet();
const FIELDS = 'input:not([type=hidden], [type=submit], [type=button]), textarea, select, [contenteditable=true]';
const waiting = new Set();
let anchor = null;

export function renew(element) {
  // It has not come yet: it will come as it is now.
  if (element.querySelector(':scope > .component-placeholder') || element.getAttribute('aria-busy') === 'true') {
    if (element.getAttribute('aria-busy') === 'true') waiting.add(element);
    return;
  }
  if (isInUse(element)) {
    waiting.add(element);
    announce(element);
    return;
  }
  load(element);
}

function load(element) {
  waiting.delete(element);
  QUIET.add(element);
  const address = addressOf(element);
  if (address === element.getAttribute('hx-get')) element.dispatchEvent(new CustomEvent('component:refresh'));
  // A link in it led to another page of it.
  else window.htmx.ajax('GET', address, { source: element, target: element, swap: 'innerHTML' });
}

function isInUse(element) {
  const focused = document.activeElement;
  if (element.contains(focused) && (focused.matches(FIELDS) || !focused.id)) return true;
  return [...element.querySelectorAll(FIELDS)].some(isTyped) || element.querySelector('details[open], dialog[open]') !== null;
}

function isTyped(field) {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.matches('select')) return [...field.options].some((option) => option.selected !== option.defaultSelected && field.selectedIndex > 0);
  // A browser that remembers a name has filled it in; nobody has typed it here.
  return field.matches('textarea, [contenteditable=true]') && (field.value ?? '') !== (field.defaultValue ?? '');
}

// Drafts keep what is typed over a swap; where there is none, it waits.
function announce(element) {
  if (element.querySelector(':scope > .component-news')) return;
  const typed = [...element.querySelectorAll(FIELDS)].filter(isTyped);
  const texts = document.querySelector('[data-component-texts]')?.dataset ?? {};
  const box = document.createElement('div');
  box.className = 'component-news';
  box.setAttribute('role', 'status');
  const text = document.createElement('p');
  text.textContent = texts.news ?? 'There is something new here.';
  box.append(text);
  if (typed.every((field) => field.closest('form[data-draft]'))) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = texts.show ?? 'Show it';
    button.addEventListener('click', () => load(element));
    box.append(button);
  }
  element.append(box);
}

// When nobody is in it any more, it comes by itself.
for (const name of ['focusout', 'reset', 'toggle', 'htmx:afterRequest']) {
  document.addEventListener(name, () => setTimeout(() => {
    for (const element of waiting) {
      if (!element.isConnected) waiting.delete(element);
      else if (element.getAttribute('aria-busy') !== 'true' && !isInUse(element)) load(element);
    }
  }, 500), true);
}

document.addEventListener('htmx:beforeSwap', (event) => {
  const { target, xhr } = event.detail;
  anchor = null;
  if (!QUIET.has(target)) return;
  QUIET.delete(target);
  target.querySelector(':scope > .component-news')?.remove();
  if (xhr.status === 200 && isShown(target, xhr.responseText)) event.detail.shouldSwap = false;
  if (event.detail.shouldSwap) anchor = placeIn(target);
});

document.addEventListener('htmx:afterSwap', () => {
  const now = anchor && document.getElementById(anchor.id)?.getBoundingClientRect().top;
  if (now !== null && now !== undefined) window.scrollBy({ top: now - anchor.top, behavior: 'instant' });
  anchor = null;
});

// What the reader has before their eyes: the first element with a name of its own that begins in sight, where the fragment itself began above.
function placeIn(target) {
  if (target.getBoundingClientRect().top >= 0) return null;
  const element = [...target.querySelectorAll('[id]')].find((one) => one.getBoundingClientRect().top >= 0);
  return element ? { id: element.id, top: element.getBoundingClientRect().top } : null;
}
