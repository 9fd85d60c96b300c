// Does what our markup asks of htmx, inside our elements alone: the page may have an htmx of its own, of any version and with any settings. The attributes get other names before they
// reach the page, so that it never reacts to them.
import { html as trusted } from '../trusted.js';
import { request } from './request.js';
import { isOurs as isInside } from './visitor.js';

const NAMES = ['get', 'post', 'target', 'trigger', 'encoding', 'swap', 'swap-oob', 'disable'];
const PREFIX = 'data-component-hx-';
const ASKS = `[${PREFIX}target]`;
const PLACES = { beforeend: 'append', afterbegin: 'prepend' };
const LIVE = '[data-component-every], [data-component-push], [data-component-target]';

const sight = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
  sight.unobserve(target);
  begin(target);
}));

// The element's content, from our server.
export function place(element, html, how = 'replaceChildren') {
  const template = document.createElement('template');
  template.innerHTML = trusted(html);
  rename(template.content);
  for (const part of template.content.querySelectorAll(`[${PREFIX}swap-oob]`)) {
    part.remove();
    show(part);
  }
  const nodes = [...template.content.children];
  const [isLive, isPushed] = [LIVE, '[data-component-push]'].map((selector) => template.content.querySelector(selector) !== null);
  // An element of the page itself that a tag names: from now on what stands in it is ours.
  if (!isInside(element)) element.dataset.componentElsewhere = '';
  element[how](template.content);
  const armAll = () => nodes.forEach(arm);
  // Before the first of them loads, so that all they show is known.
  if (isLive) import('./live.js').then(({ equip }) => equip(isPushed)).then(armAll, armAll);
  else armAll();
}

// "beforeend:#id": its content goes to the end of another element.
function show(part) {
  const [where, id] = part.getAttribute(`${PREFIX}swap-oob`).split(':');
  const target = document.querySelector(id);
  if (isInside(target)) place(target, part.innerHTML, PLACES[where]);
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
    if (/^load\b/.test(trigger)) begin(element);
    else if (/^intersect\b/.test(trigger)) sight.observe(element);
  }
}

// "load delay:2000ms": it waits first.
function begin(element) {
  const [, wait] = /\bdelay:(\d+)ms/.exec(element.getAttribute(`${PREFIX}trigger`)) ?? [];
  if (wait) setTimeout(load, Number(wait), element);
  else load(element);
}

function load(element, event) {
  if (element.hasAttribute(`${PREFIX}get`) && element.isConnected) ask(element, 'get', event);
}

function ask(element, verb, event, body) {
  const target = document.querySelector(element.getAttribute(`${PREFIX}target`));
  // A fragment's address is that of its document without ".html".
  const address = [PREFIX + verb, 'href', 'formaction', 'action'].map((name) => element.getAttribute(name)).find(Boolean).replace('.html?', '?');
  request(element, { verb, address, target, body, event, place });
}

function isOurs(element) {
  return isInside(element) && !element.closest(`[${PREFIX}disable]`);
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
  const element = event.target.closest?.('a, button');
  if (!element?.matches(ASKS) || !isOurs(element) || event.defaultPrevented) return;
  const isLink = element.matches('a');
  // A link opens in another tab for whoever asks for that.
  if (event.button !== 0 || (isLink && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey))) return;
  event.preventDefault();
  if (isLink) ask(element, 'get', event);
  else if (element.formNoValidate || !element.form || element.form.reportValidity()) send(element, element.form, element, event);
});

document.addEventListener('submit', (event) => {
  if (event.defaultPrevented || !event.target.matches(ASKS) || !isOurs(event.target)) return;
  event.preventDefault();
  send(event.target, event.target, event.submitter, event);
});

function send(element, form, submitter, event) {
  const fields = form ? new FormData(form, submitter) : new FormData();
  const isFiles = form?.getAttribute(`${PREFIX}encoding`) === 'multipart/form-data';
  ask(element, 'post', event, isFiles ? fields : new URLSearchParams([...fields].filter(([, value]) => typeof value === 'string')));
}
