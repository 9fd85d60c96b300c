// Loads fragments anew when the server says that what they depend on has changed. One connection a page, while somebody looks at it; see renew.js for how it is loaded.
import { renew } from './renew.js';

const ADDRESS = new URL('../../_events', import.meta.url);
const FRAGMENTS = '[data-component-push]';
// A server takes about 8000 letters of address; what does not fit is not pushed.
const LONGEST = 6000;
const BURST = 300;
const SPREAD = 700;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 300_000;
const MOST_FAILURES = 8;

let source = null;
let failures = 0;
let wasReady = false;
let reopening = 0;
let renewing = 0;
const due = new Set();

const tagOf = (ticket) => decodeURIComponent(ticket.slice(0, ticket.indexOf('~')));
const ticketsOf = (element) => element.dataset.componentPush.split(' ');
const all = () => [...document.querySelectorAll(FRAGMENTS)];

document.addEventListener('visibilitychange', settle);
window.addEventListener('online', again);
// A page that waits in the browser's memory holds no connection.
window.addEventListener('pagehide', close);
window.addEventListener('pageshow', ({ persisted }) => { if (persisted) settle(); });
// Fragments come and go with what is swapped in; those of other sites' pages with their tags, too.
for (const name of ['component:afterSettle', 'component:cleared']) document.addEventListener(name, look);
settle();

export function look() {
  if (source && source.url !== address()) reopen(BURST);
  else if (!source && !reopening) settle();
}

function settle() {
  if (document.hidden) {
    close();
    // Also what was about to be loaded: whoever comes back is shown all that has changed.
    clearTimeout(renewing);
    renewing = 0;
    due.clear();
    return;
  }
  if (!source) again();
}

function again() {
  failures = 0;
  if (!document.hidden) reopen(0);
}

function close() {
  clearTimeout(reopening);
  reopening = 0;
  source?.close();
  source = null;
}

function reopen(pause) {
  close();
  reopening = setTimeout(open, pause);
}

function address() {
  let url = '';
  for (const ticket of new Set(all().flatMap(ticketsOf))) {
    const longer = `${url}${url ? '&' : '?'}on=${encodeURIComponent(ticket)}`;
    if (longer.length > LONGEST) break;
    url = longer;
  }
  return url && ADDRESS.href + url;
}

function open() {
  reopening = 0;
  const url = address();
  if (!url || document.hidden) return;
  source = new EventSource(url);
  source.addEventListener('ready', () => {
    failures = 0;
    // What changed while nobody listened; what did not is answered with 304.
    if (wasReady) mark(all());
    wasReady = true;
  });
  source.addEventListener('changed', ({ data }) => {
    const tags = new Set(JSON.parse(data));
    mark(all().filter((element) => ticketsOf(element).some((ticket) => tags.has(tagOf(ticket)))));
  });
  source.addEventListener('end', () => reopen(jitter(FIRST_PAUSE)));
  // Its own way to come back knows no growing pause, and gives up at 429 and 503.
  source.addEventListener('error', () => {
    failures++;
    close();
    if (failures < MOST_FAILURES) reopen(jitter(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures)));
  });
}

function mark(elements) {
  elements.forEach((element) => due.add(element));
  // Not all readers at the same moment.
  if (due.size > 0 && !renewing) renewing = setTimeout(renewDue, BURST + Math.random() * SPREAD);
}

function renewDue() {
  renewing = 0;
  const elements = [...due];
  due.clear();
  elements.filter((element) => element.isConnected).forEach(renew);
}

// Half of a pause is left to chance.
function jitter(pause) {
  return pause * (0.5 + Math.random() / 2);
}
