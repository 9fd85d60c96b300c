// Links and forms become htmx's own when somebody touches them, not when they come: to walk through every one of a thread at once is the longest task that a slow phone has with its page.
// Should htmx ever look for them in another way, it finds them all at once as it does by itself, and nothing else changes.
const LATE = '[data-fragment] :is(a[href], form, button):not([hx-trigger])';
const late = new WeakSet();
let held = [];

// htmx asks an element for what it has to make its own in it: the body when the page is there, and each that it has swapped in. Other scripts may ask too, for something else, and get all of it.
function hold(root) {
  held.push(root);
  root.querySelectorAll = (selector) => {
    const found = Element.prototype.querySelectorAll.call(root, selector);
    return selector.includes('[hx-get]') ? [...found].filter(isNow) : found;
  };
}

function isNow(element) {
  const isLate = element.matches(LATE);
  if (isLate) late.add(element);
  return !isLate;
}

function release() {
  for (const root of held) delete root.querySelectorAll;
  held = [];
}

if (document.readyState !== 'complete') {
  hold(document.body);
  document.addEventListener('DOMContentLoaded', release, { once: true });
}
document.addEventListener('htmx:afterSwap', () => document.querySelectorAll(`.${window.htmx.config.addedClass}`).forEach(hold));
document.addEventListener('htmx:afterSettle', release);

// From the window, so before whoever listens in the page.
for (const name of ['click', 'submit']) {
  window.addEventListener(name, ({ target }) => {
    const touched = target.closest?.('a, button');
    for (const element of [touched?.form, target.closest?.('form'), touched]) {
      if (late.delete(element)) window.htmx.process(element);
    }
  }, true);
}
