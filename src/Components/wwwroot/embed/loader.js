// Does what our markup asks of htmx, inside our elements alone: the page may have an htmx of its own, of any version and with any settings. The attributes get other names before they
// reach the page, so that it never reacts to them.
import { html as trusted } from '../trusted.js';
import { request } from './request.js';

const NAMES = ['get', 'post', 'target', 'trigger', 'encoding', 'swap', 'swap-oob', 'disable'];
const PREFIX = 'data-component-';
const ASKS = `[${PREFIX}get], [${PREFIX}post]`;
const OURS = 'component-view, .component-messages';

const sight = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
  sight.unobserve(target);
  load(target);
}));

// The element's content, from our server.
export function place(element, html, how = 'replaceChildren') {
  const template = document.createElement('template');
  template.innerHTML = trusted(html);
  rename(template.content);
  for (const part of template.content.querySelectorAll(`[${PREFIX}swap-oob]`)) {
    part.remove();
    append(part);
  }
  const nodes = [...template.content.children];
  element[how](template.content);
  nodes.forEach(arm);
}

// "beforeend:#id": its content goes to the end of another element.
function append(part) {
  const target = document.querySelector(part.getAttribute(`${PREFIX}swap-oob`).split(':')[1]);
  if (target?.closest(OURS)) place(target, part.innerHTML, 'append');
}

function rename(root) {
  for (const name of NAMES) {
    for (const element of root.querySelectorAll(`[hx-${name}]`)) {
      element.setAttribute(PREFIX + name, element.getAttribute(`hx-${name}`));
      element.removeAttribute(`hx-${name}`);
    }
  }
}

function arm(root) {
  for (const element of [root, ...root.querySelectorAll(`[${PREFIX}trigger]`)]) {
    const trigger = element.getAttribute?.(`${PREFIX}trigger`) ?? '';
    if (/^load\b/.test(trigger)) load(element);
    else if (/^intersect\b/.test(trigger)) sight.observe(element);
  }
}

function load(element, event) {
  const address = element.getAttribute(`${PREFIX}get`);
  if (address && element.isConnected) request(element, { verb: 'get', address, target: targetOf(element), event, place });
}

function targetOf(element) {
  return document.querySelector(element.getAttribute(`${PREFIX}target`));
}

function isOurs(element) {
  return element?.closest(OURS) && !element.closest(`[${PREFIX}disable]`);
}

document.addEventListener('component:refresh', (event) => {
  if (isOurs(event.target)) load(event.target, event);
}, true);

document.addEventListener('component:process', ({ target }) => {
  if (!isOurs(target)) return;
  rename(target.parentElement);
  arm(target);
});

document.addEventListener('click', (event) => {
  const element = event.target.closest?.('a, button')?.closest(ASKS);
  if (!element?.matches('a, button') || !isOurs(element) || event.defaultPrevented) return;
  // A link opens in another tab for whoever asks for that.
  if (event.button !== 0 || (element.matches('a') && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey))) return;
  event.preventDefault();
  if (element.hasAttribute(`${PREFIX}get`)) load(element, event);
  else if (element.formNoValidate || !element.form || element.form.reportValidity()) send(element, element.form, element, event);
});

document.addEventListener('submit', (event) => {
  if (event.defaultPrevented || !event.target.hasAttribute(`${PREFIX}post`) || !isOurs(event.target)) return;
  event.preventDefault();
  send(event.target, event.target, event.submitter, event);
});

function send(element, form, submitter, event) {
  const fields = form ? new FormData(form, submitter) : new FormData();
  const isFiles = form?.getAttribute(`${PREFIX}encoding`) === 'multipart/form-data';
  request(element, {
    verb: 'post',
    address: element.getAttribute(`${PREFIX}post`),
    target: targetOf(element),
    body: isFiles ? fields : new URLSearchParams([...fields].filter(([, value]) => typeof value === 'string')),
    event,
    place,
  });
}
