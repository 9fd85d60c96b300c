// An answer for one element inside of its fragment. Where the form that asked has left the page meanwhile, something else stands there: then all of the fragment is loaded as it is now.
document.addEventListener('component:beforeSwap', (event) => {
  const { detail } = event;
  const id = detail.xhr.getResponseHeader('Component-Place');
  const around = detail.target?.closest('[data-fragment]');
  if (!id || !around) return;
  const part = detail.requestConfig.elt.isConnected && around.querySelector(`#${CSS.escape(id)}`);
  if (part) {
    detail.target = part;
    return;
  }
  event.stopImmediatePropagation();
  Object.assign(detail, { shouldSwap: false, isError: false });
  around.dispatchEvent(new CustomEvent('component:refresh'));
});
