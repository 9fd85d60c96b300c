// Loads of fragments that start in the same moment travel together. Each answer goes the way that htmx sends every answer, as if it had come by itself.
import { collector } from './batched.js';

const collect = collector(new URL('../../_batch', import.meta.url));

document.addEventListener('htmx:beforeSend', ({ detail: { xhr, requestConfig } }) => {
  const { verb, elt, path, triggeringEvent } = requestConfig;
  if (verb !== 'get' || triggeringEvent?.type === 'click' || !elt.matches?.('[data-fragment]') || !path.startsWith('/')) return;
  const load = { url: path, etag: requestConfig.headers['If-None-Match'] ?? null, take: (answer) => become(xhr, answer), alone: () => alone(xhr) };
  xhr.send = () => collect(load);
  xhr.abort = () => { load.isGivenUp = true; xhr.onabort?.(); };
});

function become(xhr, { url, status, headers, html }) {
  const values = { readyState: 4, status, responseText: html, response: html, responseURL: new URL(url, location.href).href };
  for (const [name, value] of Object.entries(values)) Object.defineProperty(xhr, name, { value });
  xhr.getResponseHeader = (name) => headers[name.toLowerCase()] ?? null;
  xhr.getAllResponseHeaders = () => Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  xhr.onload();
}

function alone(xhr) {
  delete xhr.abort;
  delete xhr.send;
  xhr.send(null);
}
