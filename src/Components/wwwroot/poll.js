// Loads fragments anew by the clock (Every, Times, Delay): not while the page is out of sight, nor over what somebody is typing; less often when it fails; no more when it is refused.
import { isPoll } from './requests.js';
import { contentOf, isShown } from './shown.js';

const POLLED = '[data-component-every]';
const UNDER_WAY = '.htmx-request, .component-request';
const FINE = new Set([200, 204, 304, 422]);
const REFUSED = new Set([401, 403, 404, 410]);
const LOOK_AGAIN = 1000;
const LONGEST = 5 * 60_000;
const DAY = 24 * 60 * 60_000;
const clocks = new Map();
// What a person has changed, unlike what a script or the browser has filled in.
const touched = new WeakSet();

watchIn(document);
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(watchIn)))
  .observe(document, { childList: true, subtree: true });

for (const name of ['input', 'change']) document.addEventListener(name, (event) => { if (event.isTrusted) touched.add(event.target); });
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) [...clocks].filter(([, clock]) => clock.isDue).forEach(([element]) => tick(element));
});
window.addEventListener('online', () => [...clocks].filter(([, clock]) => clock.failures > 0).forEach(([element]) => tick(element)));

// Somebody may have begun to type since it was asked for.
document.addEventListener('component:beforeSwap', ({ detail }) => {
  const { requestConfig, target, xhr } = detail;
  if (isPoll(requestConfig) && detail.shouldSwap && (isShown(target, xhr.responseText) || isHeld(target, requestConfig.elt))) detail.shouldSwap = false;
});

document.addEventListener('component:afterRequest', ({ detail: { elt, target, xhr, requestConfig } }) => {
  const element = clocks.has(elt) ? elt : target;
  const clock = clocks.get(element);
  if (!clock) return;
  if (isPoll(requestConfig)) clock.left -= 1;
  clock.failures = FINE.has(xhr.status) ? 0 : clock.failures + 1;
  if (clock.left <= 0 || (requestConfig.verb === 'get' && REFUSED.has(xhr.status))) stop(clock);
  else schedule(element, pause(element, clock, xhr));
});

function watchIn(node) {
  if (!node.querySelectorAll) return;
  if (node.matches?.(POLLED)) watch(node);
  node.querySelectorAll(POLLED).forEach(watch);
}

function watch(element) {
  if (clocks.has(element)) return;
  const { componentTimes, componentDelay, componentEvery } = element.dataset;
  clocks.set(element, { left: Number(componentTimes ?? Infinity), failures: 0, isDue: false });
  // A placeholder waits for its content first.
  if (!element.querySelector(':scope > .component-placeholder')) schedule(element, Number(componentDelay ?? componentEvery));
}

function schedule(element, time) {
  const clock = clocks.get(element);
  clearTimeout(clock.timer);
  clock.timer = setTimeout(() => tick(element), time);
}

function stop(clock) {
  clearTimeout(clock.timer);
  clock.left = clock.failures = 0;
}

function tick(element) {
  const clock = clocks.get(element);
  clearTimeout(clock.timer);
  if (!element.isConnected) clocks.delete(element);
  else if (clock.left <= 0) stop(clock);
  else if (document.hidden) clock.isDue = true;
  else if (isHeld(contentOf(element), null)) schedule(element, LOOK_AGAIN);
  else {
    clock.isDue = false;
    element.dispatchEvent(new CustomEvent('component:refresh', { detail: { isPoll: true } }));
  }
}

// A tenth more or less, so that the browsers of many readers do not come all at once.
function pause(element, clock, xhr) {
  const every = Number(element.dataset.componentEvery);
  const time = Math.min(every * 2 ** Math.min(clock.failures, 20), Math.max(every, LONGEST)) * (0.9 + Math.random() * 0.2);
  return clock.failures === 0 ? time : Math.max(time, Math.min(retryAfter(xhr), DAY));
}

// Seconds or a date (RFC 9110, 10.2.3).
function retryAfter(xhr) {
  const text = xhr.getResponseHeader('Retry-After');
  if (!text) return 0;
  return (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()) || 0;
}

// Whether a person has their hands in it.
export function isHeld(content, asking) {
  const selection = getSelection();
  return isFillingIn(content)
    || [...content.querySelectorAll('input, select, textarea')].some((control) => touched.has(control) && isChanged(control))
    || content.querySelector('dialog[open]') !== null
    || (selection?.isCollapsed === false && content.contains(selection.anchorNode))
    || [content, ...content.querySelectorAll(UNDER_WAY)].some((element) => element !== asking && element.matches(UNDER_WAY));
}

function isFillingIn(content) {
  const focused = document.activeElement;
  if (!content.contains(focused)) return false;
  return focused.isContentEditable || focused.matches('input, select, textarea') || focused.closest('form')?.querySelector('input:not([type=hidden]), select, textarea') != null;
}

function isChanged(control) {
  if (control.type === 'checkbox' || control.type === 'radio') return control.checked !== control.defaultChecked;
  if (control.type === 'file') return control.files.length > 0;
  return control.matches('select') || control.value !== control.defaultValue;
}
