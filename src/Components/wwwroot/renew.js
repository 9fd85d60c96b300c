// Loads a fragment anew because it has changed, as a poll does: nobody waits for it, and nobody is disturbed. What cannot be shown now is announced.
import { isHeld } from './poll.js';
import { contentOf, isShown } from './shown.js';

const AFTERWARDS = 500;
const waiting = new Set();
let anchor = null;

export function renew(element) {
  // It has not come yet: it will come as it is now.
  if (element.querySelector(':scope > .component-placeholder')) return;
  if (isInUse(element)) wait(element);
  else load(element);
}

function load(element, isAsked = false) {
  waiting.delete(element);
  element.dispatchEvent(new CustomEvent('component:refresh', { detail: { isPoll: !isAsked, isPush: true } }));
}

function isInUse(element) {
  const content = contentOf(element);
  return isHeld(content, null) || content.querySelector('details[open]') !== null;
}

function wait(element) {
  waiting.add(element);
  announce(contentOf(element), element);
}

// Below what is typed, so that nothing moves. Drafts keep what is typed over a swap; where there is none, it waits.
function announce(content, element) {
  if (content.querySelector(':scope > .component-news')) return;
  const texts = document.querySelector('[data-component-texts]')?.dataset ?? {};
  const text = document.createElement('p');
  text.textContent = texts.news ?? 'There is something new here.';
  const box = document.createElement('div');
  box.className = 'component-news';
  box.setAttribute('role', 'status');
  box.append(text);
  if ([...content.querySelectorAll('textarea')].every((field) => field.value === field.defaultValue || field.closest('form[data-draft]'))) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = texts.show ?? 'Show it';
    button.addEventListener('click', () => load(element, true));
    box.append(button);
  }
  content.append(box);
}

// When nobody is in it any more, it comes by itself.
for (const name of ['focusout', 'reset', 'toggle', 'component:afterRequest']) {
  document.addEventListener(name, () => setTimeout(() => {
    for (const element of waiting) {
      if (!element.isConnected) waiting.delete(element);
      else if (!isInUse(element)) load(element);
    }
  }, AFTERWARDS), true);
}

document.addEventListener('component:beforeSwap', ({ detail: { requestConfig, target, xhr, shouldSwap } }) => {
  anchor = null;
  if (requestConfig.triggeringEvent?.detail?.isPush !== true) return;
  if (shouldSwap) anchor = placeIn(target);
  // Somebody has begun to type since it was asked for.
  else if (xhr.status === 200 && !isShown(target, xhr.responseText)) wait(requestConfig.elt);
  else target.querySelector(':scope > .component-news')?.remove();
});

document.addEventListener('component:afterSwap', () => {
  const now = anchor && document.getElementById(anchor.id)?.getBoundingClientRect().top;
  if (typeof now === 'number') window.scrollBy({ top: now - anchor.top, behavior: 'instant' });
  anchor = null;
});

// What the reader has before their eyes: the first element with a name of its own that begins in sight, where the fragment itself began above.
function placeIn(target) {
  if (target.getBoundingClientRect().top >= 0) return null;
  const element = [...target.querySelectorAll('[id]')].find((one) => one.getBoundingClientRect().top >= 0);
  return element ? { id: element.id, top: element.getBoundingClientRect().top } : null;
}
