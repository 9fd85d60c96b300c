// Keeps people where they were: when what held the focus is replaced, the focus goes to the first mistake, else to the same control where it is there again, else to the fragment itself.
import { isPoll, isRefresh } from './requests.js';

let held = null;

document.addEventListener('component:beforeSwap', ({ detail: { target, shouldSwap } }) => {
  const focused = document.activeElement;
  held = shouldSwap && target?.contains(focused) ? { selector: selectorOf(focused) } : null;
});

document.addEventListener('component:afterSettle', ({ detail: { target, requestConfig } }) => {
  if (!target?.closest?.('[data-fragment]')) return;
  const mistake = target.querySelector('[aria-invalid="true"]');
  if (mistake && !isPoll(requestConfig)) return mistake.focus();
  const focused = document.activeElement;
  // A command may have given it to something else of the page.
  if (focused !== document.body && focused !== target) return;
  // Who has followed a link at the end of a list reads on at the start of what came of it.
  const link = requestConfig?.elt;
  if (link?.href && !link.isConnected && target.getBoundingClientRect().top < 0) target.scrollIntoView();
  if (!held || focused === target) return;
  const same = isRefresh(requestConfig) && held.selector && target.querySelector(held.selector);
  if (!same) target.tabIndex = -1;
  (same || target).focus({ preventScroll: true });
});

// What tells a control from the others, in the old content and in the new.
function selectorOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = ['name', 'href', 'value', 'aria-label'].find((name) => element.hasAttribute(name));
  return name && `${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]`;
}
