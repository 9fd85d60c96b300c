// What each fragment's element shows now: from which address, and the answer itself.
const shown = new WeakMap();

// The element that holds a fragment's content.
export function contentOf(fragment) {
  return (fragment.dataset.componentTarget && document.getElementById(fragment.dataset.componentTarget)) || fragment;
}

// What its markup asks of htmx. On pages that are not ours it bears another name; see embed/loader.js.
export function asks(element, name) {
  return element.getAttribute(`hx-${name}`) ?? element.getAttribute(`data-component-hx-${name}`);
}

export function pathOf(element) {
  return shown.get(element)?.path ?? asks(element, 'get');
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
