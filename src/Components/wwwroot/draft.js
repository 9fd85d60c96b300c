// Keeps what is typed into a form with data-draft="name" in this browser until it has arrived: over a reload, an expired session, a failed post, a swap.
// A draft belongs to the form's name and host page. Passwords, hidden fields, files and what has data-draft-skip are never kept.
// A form in steps (data-draft-part) has one draft: each step keeps its own part of it, and what arrives with a step that is not the last ("more") takes nothing away.
// A form that changes something (data-draft-over) starts with what the server wrote, and its draft counts more; a link with data-draft-drop in it gives the draft up.
import { keyFor, markSent, read, remove, removeAll, takeSent, write } from './draft-store.js';
import { isDone } from './requests.js';

const PAUSE = 400;
const FORMS = 'form[data-draft]';
const TEXTS = new Set(['text', 'search', 'email', 'url', 'tel', 'number', 'date', 'textarea']);
const CHOICES = new Set(['select-one', 'radio', 'checkbox']);
const waiting = new Map();
let isRestoring = false;

// Not in the task in which the scripts start: to open the browser's storage takes as long as all of them.
setTimeout(() => {
  // Sent without htmx, it arrived where the next page in this tab says so.
  const sent = takeSent();
  if (sent && document.querySelector('#component-flash .notice.success')) remove(sent);
  restoreIn(document);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(restoreIn))).observe(document, { childList: true, subtree: true });
});

document.addEventListener('input', ({ target }) => {
  const form = target.form;
  if (isRestoring || !form?.matches(FORMS) || !controlsOf(form).includes(target)) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), PAUSE));
});
// A swap may replace the form, and a page may not come back.
for (const name of ['component:beforeRequest', 'component:beforeSwap', 'visibilitychange']) document.addEventListener(name, saveAll);
window.addEventListener('pagehide', saveAll);

// Before the answer is swapped in, so that the new form stays empty.
document.addEventListener('component:beforeOnLoad', ({ detail: { elt, xhr, requestConfig } }) => {
  if (!elt.matches?.(FORMS) || requestConfig.verb === 'get' || !isDone(xhr) || isMore(elt)) return;
  stopWaiting(elt);
  remove(keyOf(elt));
});

document.addEventListener('submit', ({ target, defaultPrevented }) => {
  if (defaultPrevented) return;
  if (target.matches('[data-draft-clear]')) {
    // Whoever signs out leaves nothing to the next person.
    [...waiting.keys()].forEach(stopWaiting);
    removeAll();
  } else if (target.matches(FORMS)) {
    saveAll();
    if (!isMore(target)) markSent(keyOf(target));
  }
});

document.addEventListener('click', ({ target }) => {
  const form = target.closest?.('[data-draft-drop]')?.closest(FORMS);
  if (!form) return;
  stopWaiting(form);
  remove(keyOf(form));
});

function keyOf(form) {
  // A fragment's form names its host page, so that it has one draft in the page and in its document.
  const address = new URL(form.getAttribute('action') ?? '', location.href);
  return keyFor(form.dataset.draft, address.searchParams.get('_page') ?? location.pathname);
}

function isMore(form) {
  return form.dataset.draftPart === 'more';
}

function isBox({ type }) {
  return type === 'radio' || type === 'checkbox';
}

function controlsOf(form) {
  return [...form.elements].filter((control) => control.name && (TEXTS.has(control.type) || CHOICES.has(control.type)) && !control.closest('[data-draft-skip]'));
}

function saveAll() {
  [...waiting.keys()].forEach(save);
}

function save(form) {
  stopWaiting(form);
  const controls = controlsOf(form);
  const names = new Set(controls.map((control) => control.name));
  const others = 'draftPart' in form.dataset ? read(keyOf(form)).filter(([name]) => !names.has(name)) : [];
  const texts = [...others, ...controls.filter((control) => !isBox(control) || control.checked).map((control) => [control.name, control.value])];
  if (texts.every(([, text]) => text === '')) remove(keyOf(form));
  else write(keyOf(form), texts);
}

function stopWaiting(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
}

function restoreIn(node) {
  if (!node.querySelectorAll) return;
  if (node.matches?.(FORMS)) restore(node);
  node.querySelectorAll(FORMS).forEach(restore);
}

// Only what is empty is filled in: neither what the server wrote nor what is being typed is replaced, but for what the server wrote where a form says so.
function restore(form) {
  const texts = read(keyOf(form));
  const controls = controlsOf(form);
  const chosen = new Set(controls.filter((control) => isBox(control) && control.checked).map((control) => control.name));
  isRestoring = true;
  for (const control of controls) {
    const at = texts.findIndex(([name, value]) => name === control.name && (!isBox(control) || value === control.value));
    if (at < 0) continue;
    const [[, text]] = texts.splice(at, 1);
    const isUntouched = isBox(control) ? !chosen.has(control.name) : control.value === '' || ('draftOver' in form.dataset && control.value === control.defaultValue);
    if (text === '' || (text === control.value && !isBox(control)) || !isUntouched) continue;
    if (isBox(control)) control.checked = true;
    else control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
  isRestoring = false;
}
