// Shows the short message that came with an answer, in a live region so that it is read out.
import { readHeader } from './headers.js';

const CLASSES = { success: 'success', info: 'info', warning: 'warning', error: 'danger' };

// One that the server put there, after a redirect.
offerToClose();

document.addEventListener('htmx:afterOnLoad', (event) => {
  const { xhr } = event.detail;
  const flash = readHeader(xhr, 'Component-Flash');
  // A refusal is said beside the form that was refused.
  if (!flash || xhr.status >= 400) return;
  show(flash);
  event.detail.elt.dispatchEvent(new CustomEvent('component:flash', { bubbles: true, detail: flash }));
});

function show({ level, text }) {
  const region = document.getElementById('component-flash');
  if (!region) return;
  const message = document.createElement('p');
  message.className = `notice ${CLASSES[level] ?? 'info'}`;
  message.textContent = text;
  region.replaceChildren(message);
  offerToClose();
}

// The message stays in sight while the page is scrolled, so there must be a way to be rid of it.
function offerToClose() {
  const region = document.getElementById('component-flash');
  const message = region?.firstElementChild;
  if (!message) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet component-close';
  button.setAttribute('aria-label', region.dataset.close ?? 'Close');
  button.textContent = '\u00d7';
  button.addEventListener('click', () => region.replaceChildren());
  message.append(button);
}
