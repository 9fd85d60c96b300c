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

const { evaluate } = XPathExpression.prototype;

// The page's own elements have a task of their own, after the one in which all scripts begin: until then htmx finds none.
function postpone() {
  document.body.querySelectorAll = (selector) => (selector.includes('[hx-get]') ? [] : Element.prototype.querySelectorAll.call(document.body, selector));
  // It looks for hx-on in the body by such a one, and without saying which kind of result it wants.
  XPathExpression.prototype.evaluate = function find(root, ...more) {
    return root === document.body && more.length === 0 ? { iterateNext: () => null } : evaluate.call(this, root, ...more);
  };
}

function catchUp() {
  delete document.body.querySelectorAll;
  XPathExpression.prototype.evaluate = evaluate;
  setTimeout(() => {
    hold(document.body);
    window.htmx.process(document.body);
    release();
  });
}

if (document.readyState !== 'complete') {
  // Before htmx, which listens to the document, and after it.
  window.addEventListener('DOMContentLoaded', postpone, { once: true, capture: true });
  window.addEventListener('DOMContentLoaded', catchUp, { once: true });
}
document.addEventListener('htmx:afterSwap', () => document.querySelectorAll(`.${window.htmx.config.addedClass}`).forEach(hold));
document.addEventListener('htmx:afterSettle', release);

// From the window, so before whoever listens in the page.
for (const name of ['click', 'submit']) {
  window.addEventListener(name, ({ target }) => {
    const touched = target.closest?.('a, button');
    for (const element of [touched?.form, target.closest?.('form'), touched]) {
      address(element);
      if (late.delete(element)) window.htmx.process(element);
    }
  }, true);
}

// What leads to the document of a fragment asks for the fragment itself: its address is the same without ".html", and is not sent a second time.
function address(element) {
  if (!element?.matches('[data-fragment] [hx-target]:not([hx-get], [hx-post])')) return;
  const [verb, name] = element.matches('a') ? ['get', 'href'] : ['post', element.matches('form') ? 'action' : 'formaction'];
  const to = element.getAttribute(name);
  // A pack may have something of its own to ask htmx.
  if (!to?.includes('.html?')) return;
  element.setAttribute(`hx-${verb}`, to.replace('.html?', '?'));
  element.setAttribute('hx-swap', 'innerHTML');
  late.add(element);
}
