// What an answer does to its fragment. Only our own answers are ever swapped in; anything else becomes an error box with a way to try again.
import { answeredBox, boxWith, clearProblem, fallbackOf, ownBox, place, retryButton, texts } from './problem.js';
import { isPoll } from './requests.js';

const REPLACES = new Set([200, 422]);
const REPLACES_A_LOAD = new Set([401, 403, 404, 410]);

document.addEventListener('component:configRequest', ({ detail }) => {
  const budget = detail.elt.closest?.('[data-component-budget]')?.dataset.componentBudget ?? texts().budget;
  // In milliseconds. The server ends first, with words of its own.
  if (detail.verb === 'get') detail.timeout ||= budget ? Number(budget) + 5_000 : 60_000;
});

document.addEventListener('component:beforeSwap', (event) => {
  const { xhr, requestConfig, target } = event.detail;
  if (!target?.closest('[data-fragment]')) return;
  const isOurs = xhr.getResponseHeader('Component-Fragment') !== null;
  const isLoad = requestConfig.verb === 'get';
  const replaces = isOurs && (REPLACES.has(xhr.status) || (isLoad && REPLACES_A_LOAD.has(xhr.status)));
  const isFine = replaces || xhr.status === 204 || xhr.status === 304;
  event.detail.shouldSwap = replaces;
  event.detail.isError = !isFine;
  if (replaces || xhr.status === 304) clearProblem(boxOf(event.detail));
  else if (!isFine) showProblem(event.detail, isOurs ? xhr.responseText : null, xhr.status);
});

for (const name of ['component:sendError', 'component:timeout']) {
  document.addEventListener(name, ({ detail }) => {
    if (boxOf(detail)) showProblem(detail, null, name === 'component:timeout' ? 504 : 0);
  });
}

// The page has no element of the id that the tag names.
document.addEventListener('component:targetError', ({ target: element, detail }) => {
  const tag = element.closest?.('[data-fragment]');
  if (!tag) return;
  const box = boxWith((texts().notarget ?? 'This page has no id “{0}”.').replace('{0}', String(detail.target).replace('#', '')));
  place(tag, null, box);
});

// Where what is wrong is said: what is loaded into an element elsewhere says it where its tag stands.
function boxOf({ requestConfig, target }) {
  return requestConfig?.elt?.closest?.('[data-component-target]') ?? target?.closest?.('[data-fragment]');
}

function showProblem(detail, html, status) {
  const { requestConfig } = detail;
  const target = boxOf(detail);
  target.dispatchEvent(new CustomEvent('component:problem', { bubbles: true, detail: { status } }));
  // What is there stays, and is tried again by itself.
  if (isPoll(requestConfig)) return;
  const isPost = (requestConfig?.verb ?? 'get') !== 'get';
  const form = requestConfig?.elt?.closest?.('form');
  const box = (!isPost && fallbackOf(target)) || answeredBox(html) || ownBox(status);
  if (!isPost && !box.querySelector('a')) box.append(retryButton(target));
  place(target, form && target.contains(form) && isPost ? form : null, box);
}
