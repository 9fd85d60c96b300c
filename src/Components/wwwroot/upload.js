// Files in a form: what is more than the server takes is said before it is sent, and a bar shows how far the sending has come.
import { showText, texts } from './problem.js';

const SHOW_AFTER = 400;
// What a form holds besides its files, at the most that matters here.
const MARGIN = 2048;

document.addEventListener('submit', (event) => {
  const form = event.target;
  const most = Number(form.dataset.componentMost);
  if (!most || sizeOf(form) + MARGIN <= most) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  showText(form, tooLarge(sizeOf(form), most - MARGIN));
}, true);

document.addEventListener('htmx:beforeSend', ({ detail: { elt, xhr, requestConfig } }) => {
  const form = elt.closest?.('form[data-component-most]');
  if (!form || requestConfig.verb === 'get' || sizeOf(form) === 0) return;
  const bar = document.createElement('progress');
  bar.className = 'component-progress';
  bar.max = 1;
  bar.setAttribute('aria-label', texts().sending ?? 'Sending…');
  const timer = setTimeout(() => form.append(bar), SHOW_AFTER);
  xhr.upload.addEventListener('progress', ({ loaded, total }) => { bar.value = loaded / total; });
  xhr.addEventListener('loadend', () => { clearTimeout(timer); bar.remove(); });
});

function sizeOf(form) {
  return [...form.elements].flatMap((control) => [...(control.files ?? [])]).reduce((sum, file) => sum + file.size, 0);
}

function tooLarge(size, most) {
  return (texts().toolarge ?? 'This is too much to send at once: {0}. At most {1} can be sent.').replace('{0}', inWords(size)).replace('{1}', inWords(most));
}

export function inWords(bytes) {
  const isLarge = bytes >= 1_000_000;
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumSignificantDigits: 3 }).format(bytes / (isLarge ? 1_000_000 : 1_000));
  return `${number} ${isLarge ? 'MB' : 'kB'}`;
}
