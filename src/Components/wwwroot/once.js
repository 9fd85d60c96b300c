// A form that is on its way cannot be sent again, by htmx or plainly. Its buttons stay focusable, so that nobody loses their place.
const sending = new WeakSet();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-component-form]')) return;
  if (sending.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  mark(form, true);
  // Where another script cancelled the submit there is nothing to wait for.
  setTimeout(() => { if (!form.isConnected || (event.defaultPrevented && !form.matches('.htmx-request'))) mark(form, false); }, 0);
}, true);

document.addEventListener('htmx:afterRequest', (event) => {
  // A second button's own request (a preview) is not the form's.
  const form = event.detail.elt;
  if (form.matches?.('[data-component-form]')) mark(form, false);
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
