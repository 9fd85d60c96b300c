// Where drafts lie: in this browser, one entry a form, at most fifty of them and none for more than thirty days.
// Storage may be full, or forbidden: then there are no drafts, and nothing else is wrong.
const PREFIX = 'component-draft:';
const SENT = 'component-draft-sent';
const MOST = 50;
const LIFE = 30 * 24 * 60 * 60 * 1000;

export function keyFor(name, page) {
  return `${PREFIX}${name}:${page}`;
}

// Nobody waits for that, and a phone has enough to do while a page comes.
(window.requestIdleCallback ?? setTimeout)(prune);

// Names and texts, in the order of the form.
export function read(key) {
  return entry(key)?.texts ?? [];
}

export function write(key, texts) {
  quietly(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), texts })));
  prune();
}

export function remove(key) {
  quietly(() => localStorage.removeItem(key));
}

export function removeAll() {
  keys().forEach(remove);
}

function prune() {
  const drafts = keys().map((key) => ({ key, at: entry(key)?.at ?? 0 })).sort((one, other) => other.at - one.at);
  drafts.filter(({ at }, index) => index >= MOST || at < Date.now() - LIFE).forEach(({ key }) => remove(key));
}

// What this tab has sent and waits to hear of on its next page.
export function markSent(key) {
  quietly(() => sessionStorage.setItem(SENT, key));
}

export function takeSent() {
  const key = quietly(() => sessionStorage.getItem(SENT));
  quietly(() => sessionStorage.removeItem(SENT));
  return key;
}

function keys() {
  return quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];
}

function entry(key) {
  return quietly(() => JSON.parse(localStorage.getItem(key)));
}

function quietly(action) {
  try { return action(); } catch { return undefined; }
}
