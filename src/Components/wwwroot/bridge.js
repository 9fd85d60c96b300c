// On our own pages htmx sends the requests. The other modules hear of them by these events, so that they work without htmx as well; see embed/ for pages that are not ours.
const NAMES = ['configRequest', 'beforeRequest', 'afterRequest', 'beforeOnLoad', 'afterOnLoad', 'beforeSwap', 'afterSwap', 'afterSettle', 'sendError', 'targetError', 'timeout'];

for (const name of NAMES) {
  document.addEventListener(`htmx:${name}`, (event) => {
    const { target, detail } = event;
    // The same detail: what a listener writes into it, htmx reads.
    if (!target.dispatchEvent(new CustomEvent(`component:${name}`, { bubbles: true, cancelable: true, detail }))) event.preventDefault();
  });
}

document.addEventListener('component:process', ({ target }) => window.htmx.process(target));
