// The queue by keyboard: j and k move, x ticks, a, r and s decide about what is ticked, else about the one that has the focus, and z undoes. Only while the keys are switched on, and never where somebody types.
const CHOICE = 'comments-queue-keys';
let last = 0;

const queue = () => document.querySelector('[data-comments-queue]');
const entries = () => [...document.querySelectorAll('[data-comments-queued]')];
const isOn = () => localStorage.getItem(CHOICE) !== 'off';

function show() {
  const line = queue()?.querySelector('[data-comments-keys]');
  if (!line) return;
  line.hidden = false;
  line.querySelector('[data-comments-keys-on]').checked = isOn();
}

function current() {
  const all = entries();
  const focused = document.activeElement?.closest?.('[data-comments-queued]');
  return { all, at: focused ? all.indexOf(focused) : -1 };
}

function focus(all, at) {
  last = Math.max(0, Math.min(at, all.length - 1));
  all[last]?.focus();
  all[last]?.scrollIntoView({ block: 'nearest' });
}

function isTyping(target) {
  return target.isContentEditable || (target.matches?.('input, textarea, select') && target.type !== 'checkbox');
}

function press(key) {
  const { all, at } = current();
  if (key === 'j') return focus(all, at < 0 ? last : at + 1);
  if (key === 'k') return focus(all, at < 0 ? last : at - 1);
  if (key === 'z') return queue().querySelector('[data-key="z"]')?.click();
  const ticked = all.findIndex((entry) => entry.querySelector('input[type="checkbox"]')?.checked);
  if (key !== 'x' && ticked >= 0) {
    last = ticked;
    return queue().querySelector(`[data-bulk-key="${key}"]`)?.click();
  }
  if (at < 0) return undefined;
  last = at;
  if (key === 'x') return all[at].querySelector('input[type="checkbox"]')?.click();
  return all[at].querySelector(`[data-key="${key}"]`)?.click();
}

document.addEventListener('keydown', (event) => {
  if (!queue() || !isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !'jk'.includes(event.key)) return;
  if (!['j', 'k', 'x', 'a', 'r', 's', 'z'].includes(event.key) || isTyping(event.target)) return;
  event.preventDefault();
  press(event.key);
});

document.addEventListener('change', (event) => {
  if (event.target.matches?.('[data-comments-keys-on]')) localStorage.setItem(CHOICE, event.target.checked ? 'on' : 'off');
});

// What was acted upon is gone: the next one has taken its place.
document.addEventListener('component:afterSettle', (event) => {
  if (!event.detail.elt.querySelector?.('[data-comments-queue]')) return;
  show();
  if (event.detail.requestConfig?.verb === 'post') focus(entries(), last);
});

show();
