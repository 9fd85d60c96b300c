// Carries out the commands that came with an answer: a closed list, never script. Targets are ids.
import { readHeader } from './requests.js';

const COMMANDS = {
  hide: (element) => { element.hidden = true; },
  remove: (element) => element.remove(),
  reset: (element) => (element.matches('form') ? [element] : element.querySelectorAll('form')).forEach((form) => form.reset()),
  focus: (element) => focus(element),
  refresh: (element) => element.dispatchEvent(new CustomEvent('component:refresh')),
  title: (element, { value }) => { document.title = value; },
  redirect: (element, { value }) => go(value),
  dispatch: (element, { value, detail }) => element.dispatchEvent(new CustomEvent(value, { bubbles: true, detail })),
};

// What came with a redirect inside a fragment waits for the content that it leads to.
const waiting = new Map();

document.addEventListener('component:afterSettle', (event) => {
  const { xhr, target } = event.detail;
  const earlier = waiting.get(target?.id);
  waiting.delete(target?.id);
  run(earlier, target);
  run(xhr, target);
});
document.addEventListener('component:afterOnLoad', (event) => {
  const { xhr, target } = event.detail;
  if (xhr.status !== 204) return;
  if (xhr.getResponseHeader('HX-Location')) waiting.set(target?.id, xhr);
  else run(xhr, target);
});

function run(xhr, target) {
  if (!xhr || xhr.componentCommandsRan) return;
  xhr.componentCommandsRan = true;
  const own = target?.closest('[data-fragment]') ?? target;
  for (const command of readHeader(xhr, 'Component-Command') ?? []) {
    const element = command.target ? document.getElementById(command.target) : own;
    if (element && Object.hasOwn(COMMANDS, command.do)) {
      COMMANDS[command.do](element, command);
      element.dispatchEvent(new CustomEvent('component:command', { bubbles: true, detail: command }));
    }
  }
}

function focus(element) {
  if (!element.matches('a, button, input, select, textarea, [tabindex]')) element.tabIndex = -1;
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
}

function go(value) {
  const url = new URL(value, location.href);
  if (url.protocol === 'http:' || url.protocol === 'https:') location.assign(url);
}
