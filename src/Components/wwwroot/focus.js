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
  if (mistake && !isPoll(requestConfig)) return mistake.focus();
  // A command may have given it to something else of the page.
  if (!held || document.activeElement !== document.body) return;
  const isAnew = isRefresh(requestConfig);
  const same = isAnew && held.selector && target.querySelector(held.selector);
  if (!same) target.tabIndex = -1;
  (same || target).focus({ preventScroll: true });
  // Who has followed a link at the end of a list reads on at the start of what came of it.
  if (!isAnew && requestConfig.verb === 'get' && target.getBoundingClientRect().top < 0) target.scrollIntoView();
});

// What tells a control from the others, in the old content and in the new.
function selectorOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = ['name', 'href', 'value', 'aria-label'].find((name) => element.hasAttribute(name));
  return name && `${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`;
}
