// Where fragments are shown: which address each element shows now, so that it is that which is loaded anew; and elements elsewhere in the page into which a fragment is loaded (Target).
import { isPoll, isRefresh } from './requests.js';
import { asks, contentOf, etagOf, pathOf, remember } from './shown.js';

const sources = new WeakMap();

document.addEventListener('component:configRequest', ({ detail }) => {
  const { elt, target } = detail;
  const tag = elt.closest('[data-component-target]');
  if (tag && target === contentOf(tag) && target !== tag) adopt(target, tag);
  if (!isRefresh(detail) || !elt.matches('[data-fragment]')) return;
  detail.path = pathOf(target) ?? detail.path;
  // Set by hand, or the browser would answer a 304 with its own copy.
  if (isPoll(detail) && etagOf(target)) detail.headers['If-None-Match'] = etagOf(target);
});

// After swap.js and poll.js have decided.
document.addEventListener('component:beforeSwap', ({ detail: { shouldSwap, target, xhr, requestConfig } }) => {
  const around = shouldSwap && target?.closest('[data-fragment]');
  // A part of it is another now: whoever asks for all of it has not seen that yet.
  if (around && around !== target) remember(around, { path: pathOf(around) });
  if (!around || around !== target) return;
  const isLoad = requestConfig.verb === 'get' && xhr.status === 200;
  remember(target, isLoad ? { path: requestConfig.path, etag: xhr.getResponseHeader('ETag'), text: xhr.responseText } : { path: pathOf(target) });
  if (requestConfig.elt === sources.get(target)) settle(requestConfig.elt);
});

function adopt(target, tag) {
  target.dataset.fragment ??= tag.dataset.fragment;
  target.classList.add('component');
  if (!sources.has(target)) target.addEventListener('component:refresh', refreshSource);
  sources.set(target, tag);
}

function refreshSource({ currentTarget, detail }) {
  if (asks(currentTarget, 'get') === null) sources.get(currentTarget)?.dispatchEvent(new CustomEvent('component:refresh', { detail }));
}

// What stood for the content has done its duty; a button may be pressed again.
function settle(tag) {
  if (/^(load|intersect)/.test(asks(tag, 'trigger') ?? '')) tag.querySelector(':scope > .component-placeholder')?.remove();
}
