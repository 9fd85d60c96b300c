// A form that is on its way cannot be sent again, by htmx or plainly. Its buttons stay focusable, so that nobody loses their place.
// What is sent bears a key, the same with every attempt until one of them is answered, so that the server can tell a repetition from a new post.
import { isDone } from './requests.js';

const KEY = '_key';
const sending = new WeakSet();
const lastButton = new WeakMap();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-component-form]')) return;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  giveKey(form, event.submitter);
  mark(form, true);
  // Where another script cancelled the submit there is nothing to wait for.
  setTimeout(() => { if (!form.isConnected || (event.defaultPrevented && !form.matches('.htmx-request, .component-request'))) mark(form, false); }, 0);
}, true);

document.addEventListener('component:afterRequest', (event) => {
  // A second button's own request (a preview) is not the form's.
  const form = event.detail.elt;
  if (!form.matches?.('[data-component-form]')) return;
  mark(form, false);
  // Refused as a repetition with other words: who sends it once more means it.
  if (isDone(event.detail.xhr) || event.detail.xhr.status === 409) keyOf(form)?.remove();
});

// A page that comes back out of the browser's memory is as it was left: unlock it.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelectorAll('[data-component-form]').forEach((form) => mark(form, false));
});

function mark(form, isSending) {
  if (isSending) sending.add(form);
  else sending.delete(form);
  for (const button of form.elements) {
    if (button.type === 'submit') button.setAttribute('aria-disabled', String(isSending));
  }
}

function keyOf(form) {
  return form.querySelector(`input[type=hidden][name=${KEY}]`);
}

function giveKey(form, button) {
  // Another button of the same form does something else.
  if (lastButton.has(form) && lastButton.get(form) !== button) keyOf(form)?.remove();
  lastButton.set(form, button);
  if (keyOf(form)) return;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = KEY;
  field.value = newKey();
  form.append(field);
}

// A UUID of version 7 (RFC 9562, 5.7), so that what is posted at one time stands side by side in the table: when, and 72 random bits. The browser's own has no time in it, and is missing on plain http.
function newKey() {
  const hex = Date.now().toString(16).padStart(12, '0') + Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(...)(...)/, '$1-$2-7$3-8$4-');
}
