// Links that change the page's address (FragmentLink with Push): each entry of the history knows what its fragments showed, and the back button loads that into them. And links that open elsewhere.
import { pathOf } from './shown.js';

document.addEventListener('component:beforeSwap', ({ detail: { shouldSwap, target, xhr, requestConfig } }) => {
  const page = requestConfig.elt?.dataset?.componentAddress;
  if (!page || !shouldSwap || xhr.status !== 200) return;
  const before = { ...history.state?.components, [target.id]: pathOf(target) };
  const after = { ...before, [target.id]: requestConfig.path };
  const isSame = new URL(page, location.href).href === location.href;
  try {
    if (!isSame) history.replaceState({ ...history.state, components: before }, '');
    history[isSame ? 'replaceState' : 'pushState']({ components: after }, '', page);
  } catch {
    // Embedded in a site of another origin, whose address is not ours to change.
  }
});

window.addEventListener('popstate', ({ state }) => {
  for (const [id, path] of Object.entries(state?.components ?? {})) {
    const element = document.getElementById(id);
    if (!element) location.reload();
    else if (pathOf(element) !== path) window.htmx.ajax('get', path, { source: element, target: element, swap: 'innerHTML' });
  }
});

// In another tab or window, as of any link: htmx would take the click all the same.
document.addEventListener('click', (event) => {
  if ((event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) && event.target.closest?.('[data-fragment] a[hx-get]')) event.stopPropagation();
}, true);
