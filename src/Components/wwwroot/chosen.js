// What was chosen in a file field, by name and size, each to be taken out again. What the server would not take (data-component-most: bytes of a file; data-component-files: how many)
// is said at once, and the browser holds the form back. What was chosen outlives an answer that shows the form anew: a browser itself would forget it.
import { isDone } from './requests.js';
import { texts } from './problem.js';
import { inWords } from './upload.js';

const FORMS = 'form[data-component-most]';
const FIELDS = `${FORMS} input[type=file]`;
// By field: what it shows. By fragment and name: what is put back.
const chosen = new WeakMap();
const held = new Map();

document.addEventListener('change', ({ target }) => {
  if (target.matches?.(FIELDS)) put(target, target.multiple ? joined(chosen.get(target) ?? [], [...target.files]) : [...target.files]);
});

// A reset is announced before it is done.
document.addEventListener('reset', ({ target }) => setTimeout(() => target.querySelectorAll(FIELDS).forEach((field) => put(field, []))));

// What has arrived is not chosen for the next one. A step of a form that goes on keeps it.
document.addEventListener('component:beforeOnLoad', ({ detail: { elt, xhr, requestConfig } }) => {
  if (!elt.matches?.(FORMS) || requestConfig.verb === 'get' || !isDone(xhr) || elt.dataset.draftPart === 'more') return;
  elt.querySelectorAll('input[type=file]').forEach((field) => chosen.delete(field));
});

document.addEventListener('component:beforeSwap', ({ detail: { target } }) => {
  for (const field of target?.querySelectorAll(FIELDS) ?? []) held.set(keyOf(target, field), chosen.get(field) ?? []);
});

document.addEventListener('component:afterSettle', ({ detail: { target } }) => {
  for (const field of target?.querySelectorAll?.(FIELDS) ?? []) {
    const files = held.get(keyOf(target, field)) ?? [];
    // What was refused is chosen anew.
    if (files.length > 0 && field.getAttribute('aria-invalid') !== 'true') put(field, files);
  }
});

function put(field, files) {
  const transfer = new DataTransfer();
  files.forEach((file) => transfer.items.add(file));
  field.files = transfer.files;
  chosen.set(field, files);
  show(field, files);
}

function show(field, files) {
  field.parentElement.querySelectorAll(':scope > .component-chosen').forEach((box) => box.remove());
  const problem = problemOf(field, files);
  field.setCustomValidity(problem);
  if (files.length === 0) return;
  const box = make('div', 'component-chosen');
  const list = make('ul');
  list.append(...files.map((file) => line(field, file)));
  box.append(list);
  if (problem) {
    const words = make('p', 'field-error', problem);
    words.setAttribute('role', 'alert');
    box.append(words);
  }
  field.after(box);
}

function line(field, file) {
  const item = make('li');
  const button = make('button', 'quiet', texts().takeout ?? 'Take out');
  button.type = 'button';
  button.setAttribute('aria-label', `${button.textContent}: ${file.name}`);
  button.addEventListener('click', () => {
    put(field, chosen.get(field).filter((other) => other !== file));
    field.focus();
  });
  item.append(make('bdi', '', file.name), make('span', 'component-meta', inWords(file.size)), button);
  return item;
}

function problemOf(field, files) {
  const { componentMost: bytes, componentFiles: count } = field.dataset;
  const large = bytes && files.find((file) => file.size > Number(bytes));
  if (large) return (texts().toolargefile ?? '“{0}” is too large: {1}. At most {2} can be sent.').replace('{1}', inWords(large.size)).replace('{2}', inWords(Number(bytes))).replace('{0}', () => large.name);
  if (count && files.length > Number(count)) return (texts().toomanyfiles ?? 'At most so many files can be sent: {0}.').replace('{0}', count);
  return '';
}

function joined(before, added) {
  return [...before.filter((file) => !added.some((other) => other.name === file.name && other.size === file.size)), ...added];
}

function keyOf(target, field) {
  return `${target.id} ${field.name}`;
}

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
