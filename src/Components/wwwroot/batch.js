// Loads of fragments that start in the same moment travel together. Each answer goes the way that htmx sends every answer, as if it had come by itself.
const ADDRESS = new URL('../../_batch', import.meta.url);
const MOMENT = 15;
const MOST = 20;
const LONGEST = 60_000;
let collected = [];

document.addEventListener('htmx:beforeSend', ({ detail: { xhr, requestConfig } }) => {
  const { verb, elt, path, triggeringEvent } = requestConfig;
  if (verb !== 'get' || triggeringEvent?.type === 'click' || !elt.matches?.('[data-fragment]') || !path.startsWith('/')) return;
  xhr.send = () => collect({ xhr, url: path, etag: requestConfig.headers['If-None-Match'] ?? null });
  xhr.abort = () => { collected = collected.filter((load) => load.xhr !== xhr); xhr.isGivenUp = true; xhr.onabort?.(); };
});

function collect(load) {
  if (collected.length === 0) setTimeout(sendAll, MOMENT);
  collected.push(load);
}

function sendAll() {
  const loads = collected;
  collected = [];
  for (let i = 0; i < loads.length; i += MOST) send(loads.slice(i, i + MOST));
}

async function send(loads) {
  const open = new Map(loads.map((load) => [load.url, [...loads.filter(({ url }) => url === load.url)]]));
  try {
    if (open.size > 1) await read(open);
  } catch {
    // Whatever went wrong, each is asked for by itself, and says so by itself.
  }
  for (const rest of open.values()) rest.forEach(alone);
}

async function read(open) {
  const asked = [...open.values()].map(([{ url, etag }]) => ({ url, etag }));
  const response = await fetch(ADDRESS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(asked), signal: AbortSignal.timeout(LONGEST) });
  if (!response.ok) return;
  const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let piece = await lines.read(); !piece.done; piece = await lines.read()) {
    const ready = (text + piece.value).split('\n');
    text = ready.pop();
    for (const line of ready) hand(open, JSON.parse(line));
  }
}

// 421: it sets a cookie, which only an answer of its own can.
function hand(open, answer) {
  const loads = open.get(answer.url);
  if (!loads || answer.status === 421) return;
  open.delete(answer.url);
  for (const { xhr } of loads) if (!xhr.isGivenUp) become(xhr, answer);
}

function become(xhr, { url, status, headers, html }) {
  const values = { readyState: 4, status, responseText: html, response: html, responseURL: new URL(url, location.href).href };
  for (const [name, value] of Object.entries(values)) Object.defineProperty(xhr, name, { value });
  xhr.getResponseHeader = (name) => headers[name.toLowerCase()] ?? null;
  xhr.getAllResponseHeaders = () => Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  xhr.onload();
}

function alone({ xhr }) {
  if (xhr.isGivenUp) return;
  delete xhr.abort;
  delete xhr.send;
  xhr.send(null);
}
