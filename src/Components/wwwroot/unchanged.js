// Asks for a fragment that is loaded anew only where it has changed: the tag (ETag) of what stands in it goes along, and the answer may be 304.
const shown = new WeakMap();

// The address that a fragment's element shows now: its own, or the one that a link in it led to.
export function addressOf(element) {
  return shown.get(element)?.address ?? element.getAttribute('hx-get');
}

// Whether an answer is what stands there already.
export function isShown(element, html) {
  return shown.get(element)?.html === html;
}

document.addEventListener('htmx:configRequest', ({ detail }) => {
  const { elt, target, verb, path, headers, triggeringEvent } = detail;
  const known = shown.get(target);
  // A click, or a first load, gets its answer whole.
  if (verb === 'get' && known?.tag && known.address === path && triggeringEvent?.type !== 'click' && elt === target) headers['If-None-Match'] = known.tag;
});

document.addEventListener('htmx:afterSwap', ({ detail: { xhr, target, requestConfig } }) => {
  // Whatever is swapped in somewhere inside, the fragments around it are not what they were.
  for (let around = target?.closest?.('[data-fragment]'); around; around = around.parentElement?.closest('[data-fragment]')) {
    const address = shown.get(around)?.address;
    if (address) shown.set(around, { address });
  }
  if (!target?.matches?.('[data-fragment]')) return;
  const isLoad = requestConfig.verb === 'get' && xhr.status === 200;
  shown.set(target, {
    address: isLoad ? requestConfig.path : addressOf(target),
    tag: isLoad ? xhr.getResponseHeader('ETag') : null,
    html: xhr.responseText,
  });
});
