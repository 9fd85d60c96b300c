// Keeps people where they were: when what held the focus is replaced, the focus goes to the first mistake, else to the same control where it is there again, else to the fragment itself.
import { isPoll, isRefresh } from './requests.js';

let held = null;

document.addEventListener('component:beforeSwap', ({ detail: { target, shouldSwap } }) => {
  const focused = document.activeElement;
  held = shouldSwap && target?.contains(focused) ? { focused, selector: selectorOf(focused) } : null;
});

document.addEventListener('component:afterSettle', ({ detail: { target, requestConfig } }) => {
  if (!target?.closest?.('[data-fragment]')) return;
  const mistake = target.querySelector('[aria-invalid="true"]');
  if (mistake && !isPoll(requestConfig)) {
    mistake.focus();
    return;
  }
  // A command may have given it to something else of the page.
  if (!held || document.activeElement !== document.body) return;
  const same = isRefresh(requestConfig) && held.selector && target.querySelector(held.selector);
  if (!same) target.tabIndex = -1;
  (same || target).focus({ preventScroll: true });
});

// What tells a control from the others, in the old content and in the new.
function selectorOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ['name', 'href', 'value', 'aria-label']) {
    if (element.hasAttribute(name)) return `${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`;
  }
  return null;
}
