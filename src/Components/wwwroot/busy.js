// Says that a fragment is loading, to assistive technology and to the styles.
import { isPoll } from './requests.js';

const pending = new WeakMap();

document.addEventListener('component:beforeRequest', (event) => change(event, 1));
document.addEventListener('component:afterRequest', (event) => change(event, -1));

function change(event, by) {
  const element = event.detail.target?.closest?.('[data-fragment]');
  if (!element || isPoll(event.detail.requestConfig)) return;
  const count = Math.max(0, (pending.get(element) ?? 0) + by);
  pending.set(element, count);
  if (count > 0) element.setAttribute('aria-busy', 'true');
  else element.removeAttribute('aria-busy');
}
