// On our own pages htmx sends the requests. The other modules hear of them by these events, so that they work without htmx as well; see embed/ for pages that are not ours.
const NAMES = ['configRequest', 'beforeRequest', 'afterRequest', 'beforeOnLoad', 'afterOnLoad', 'beforeSwap', 'afterSwap', 'afterSettle', 'sendError', 'targetError', 'timeout'];

for (const name of NAMES) {
  document.addEventListener(`htmx:${name}`, (event) => {
    const { target, detail } = event;
    // The same detail: what a listener writes into it, htmx reads.
    if (!target.dispatchEvent(new CustomEvent(`component:${name}`, { bubbles: true, cancelable: true, detail }))) event.preventDefault();
  });
}

// htmx says that a request is over on the element that sent it. Where an earlier answer has replaced that element, nobody hears of it: it is said on the target then.
const heard = new WeakSet();

document.addEventListener('htmx:afterRequest', ({ detail: { xhr } }) => heard.add(xhr));
document.addEventListener('htmx:beforeRequest', ({ detail }) => {
  // After htmx's own listeners, of which there is one for each way that a request can end.
  detail.xhr.addEventListener('loadend', () => {
    if (heard.has(detail.xhr)) return;
    const place = detail.target.isConnected ? detail.target : document;
    place.dispatchEvent(new CustomEvent('component:afterRequest', { bubbles: true, cancelable: true, detail }));
  }, { once: true });
});

document.addEventListener('component:process', ({ target }) => window.htmx.process(target));
