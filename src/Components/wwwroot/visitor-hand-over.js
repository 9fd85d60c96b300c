// In the window that was opened to sign in: gives the token to the page that opened it. The browser delivers it to that origin only, so no other page can get it by opening this one.
const holder = document.querySelector('[data-visitor-token]');
const { visitorToken: token, visitorOrigin: origin } = holder.dataset;
const PATIENCE = 3000;

addEventListener('message', (event) => {
  if (event.source === window.opener && event.origin === origin && event.data?.type === 'component:visitor-kept') window.close();
});

if (window.opener) window.opener.postMessage({ type: 'component:visitor', token }, origin);
// A page that has gone, or is another's, says nothing.
setTimeout(sayWhatToDo, window.opener ? PATIENCE : 0);

function sayWhatToDo() {
  holder.querySelector('[data-visitor-waiting]').hidden = true;
  holder.querySelector('[data-visitor-alone]').hidden = false;
}
