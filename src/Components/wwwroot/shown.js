// What each fragment's element shows now: from which address, and the answer itself.
const shown = new WeakMap();

// The element that holds a fragment's content.
export function contentOf(fragment) {
  return (fragment.dataset.componentTarget && document.getElementById(fragment.dataset.componentTarget)) || fragment;
}

export function pathOf(element) {
  return shown.get(element)?.path ?? element.getAttribute('hx-get');
}

export function etagOf(element) {
  return shown.get(element)?.etag;
}

// Whether an answer is what the element shows already.
export function isShown(element, text) {
  return shown.get(element)?.text === text;
}

export function remember(element, what) {
  shown.set(element, what);
}
