// Says that a fragment is loading, to assistive technology and to the styles.
import { isPoll } from './requests.js';

// By request: its answer may be for another fragment, or come when its target is gone.
const waiting = new Map();

// After everybody on the page, since somebody may have called it off.
addEventListener('component:beforeRequest', (event) => {
  const { target, requestConfig } = event.detail;
  const element = target?.closest?.('[data-fragment]');
  if (!element || event.defaultPrevented || isPoll(requestConfig)) return;
  waiting.set(requestConfig, element);
  element.ariaBusy = 'true';
});

addEventListener('component:afterRequest', ({ detail: { requestConfig } }) => {
  const element = waiting.get(requestConfig);
  waiting.delete(requestConfig);
  if (element && ![...waiting.values()].includes(element)) element.ariaBusy = null;
});
