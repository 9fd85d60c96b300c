// Shows the short message that came with an answer, in a live region so that it is read out. It lies over the page, so that nothing moves.
import { readHeader } from './requests.js';

document.addEventListener('component:afterOnLoad', (event) => {
  const { xhr } = event.detail;
  const flash = readHeader(xhr, 'Component-Flash');
  // A refusal is said beside the form that was refused.
  if (!flash || xhr.status >= 400) return;
  show(flash);
  event.detail.elt.dispatchEvent(new CustomEvent('component:flash', { bubbles: true, detail: flash }));
});

// Whoever goes on has read it: what is said of the last action must not stand beside the next one.
document.addEventListener('component:beforeRequest', (event) => {
  if (['submit', 'click'].includes(event.detail.requestConfig.triggeringEvent?.type)) region()?.replaceChildren();
});

document.addEventListener('close', ({ target }) => { if (target.parentElement === region()) target.remove(); }, true);
document.addEventListener('focusin', makeWay);
makeWay();

function show({ level, text }) {
  const message = make('dialog', { open: '', class: `notice ${level === 'error' ? 'danger' : level}`, 'aria-label': region()?.dataset.message ?? 'Message' });
  const words = make('p', {});
  words.textContent = text;
  const form = make('form', { method: 'dialog' });
  const button = make('button', { class: 'quiet component-close', 'aria-label': region()?.dataset.close ?? 'Close' });
  button.textContent = '\u00d7';
  form.append(button);
  message.append(words, form);
  region()?.replaceChildren(message);
  makeWay();
}

// It stands at the lower edge, and goes to the upper one where it would cover what has the focus.
function makeWay() {
  const message = region()?.querySelector('dialog[open]');
  const focused = document.activeElement;
  if (!message || focused === document.body || region().contains(focused)) return;
  delete region().dataset.edge;
  if (overlap(message.getBoundingClientRect(), focused.getBoundingClientRect())) region().dataset.edge = 'top';
}

function overlap(a, b) {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

function region() {
  return document.getElementById('component-flash');
}

function make(name, attributes) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
