// Who the visitor is to our server, on a page of another site: tokens that it gives out and that are good for this site alone, sent as a list: somebody who is known by name, and the guest
// that this browser is otherwise. Kept by the browser for this site, under our server's name.
const SERVER = new URL(import.meta.url);
// The tags, our messages, and elements of the page into which a tag is loaded (target).
const OURS = 'component-view, .component-messages, [data-component-elsewhere]';
const keyOf = (host) => `component-visitor:${host}`;
const partsOf = (list) => (list ?? '').split(',').map((part) => part.trim()).filter(Boolean);
const isGuest = (part) => part.startsWith('g1.');

// Where the browser keeps nothing, at least while the page is open.
const memory = new Map();
// For whom the page vouches: no longer than it is open, since who signs out at the site has signed out here too.
const vouched = new Map();
const asked = new Map();

// Whether something on somebody else's page is ours.
export function isOurs(element) {
  return element?.closest(OURS) != null;
}

export function ownToken(host) {
  const { person, guest } = read(host);
  return [vouched.get(host) ?? person, guest].filter(Boolean).join(', ');
}

// An answer that says nothing of one of the two leaves it as it is: it may be older than what came meanwhile.
export function keepToken(host, list) {
  const parts = partsOf(list);
  if (!parts.length) return;
  const kept = read(host);
  const person = parts.find((part) => !isGuest(part));
  if (person && vouched.has(host)) vouched.set(host, person);
  write(host, [vouched.has(host) ? kept.person : person ?? kept.person, parts.find(isGuest) ?? kept.guest]);
}

// Single sign-on: the page says who its visitor is, in words that our server believes.
export function vouch(pass = document.querySelector('meta[name="component-visitor"]')?.content) {
  if (!pass) return undefined;
  if (!asked.has(pass)) asked.set(pass, exchange(pass));
  return asked.get(pass);
}

async function exchange(pass) {
  const answer = await fetch(new URL('../../../_visitor', SERVER), { method: 'POST', body: pass, credentials: 'omit', signal: AbortSignal.timeout(10_000) }).catch(() => null);
  const token = answer?.headers.get('Component-Visitor');
  if (token) vouched.set(SERVER.host, token);
  else console.error(`component-view: the visitor is not signed in. ${(await answer?.text()) ?? 'The server does not answer.'}`);
}

function read(host) {
  const parts = partsOf(quietly(() => localStorage.getItem(keyOf(host))) ?? memory.get(host));
  return { person: parts.find((part) => !isGuest(part)), guest: parts.find(isGuest) };
}

function write(host, parts) {
  const list = parts.filter(Boolean).join(', ');
  memory.set(host, list);
  quietly(() => localStorage.setItem(keyOf(host), list));
}

function quietly(action) {
  try { return action(); } catch { return undefined; }
}

// What stands in a fragment to sign in leads to a page of our server that names this site.
document.addEventListener('click', (event) => {
  const element = event.target.closest?.('a[href], [data-component-sign-out]');
  if (!isOurs(element) || event.defaultPrevented) return;
  if (element.matches('[data-component-sign-out]')) {
    write(SERVER.host, [read(SERVER.host).guest]);
    refresh();
  } else if (new URL(element.href).origin === SERVER.origin && new URL(element.href).searchParams.get('origin') === location.origin) {
    event.preventDefault();
    import('../embed-sign-in.js').then(({ signIn }) => signIn(element.href, (token) => { keepToken(SERVER.host, token); refresh(); }));
  }
});

function refresh() {
  document.querySelectorAll('component-view > [data-fragment]').forEach((element) => element.dispatchEvent(new CustomEvent('component:refresh', { bubbles: true })));
}
