// One request to our server and what becomes of its answer, with the events that the other modules listen for; see bridge.js.
import { ownToken, keepToken } from './visitor.js';

const LIMIT = 30_000;
const underWay = new WeakMap();

export async function request(element, { verb, address, target, body, event, place }) {
  if (!target) return;
  const detail = { elt: element, target, requestConfig: { verb, elt: element, triggeringEvent: event } };
  if (!raise(element, 'beforeRequest', detail)) return;
  element.classList.add('component-request');
  // Who follows another link no longer waits for the first one.
  if (verb === 'get') underWay.get(target)?.abort();
  const control = new AbortController();
  if (verb === 'get') underWay.set(target, control);
  try {
    detail.xhr = await send(address, verb, body, AbortSignal.any([control.signal, AbortSignal.timeout(LIMIT)]));
  } catch (error) {
    if (!control.signal.aborted) raise(target, error.name === 'TimeoutError' ? 'timeout' : 'sendError', detail);
    detail.xhr = { status: 0, responseText: '', getResponseHeader: () => null };
    end(element, detail);
    return;
  }
  if (target.isConnected) take(detail, place);
  else end(element, detail);
}

async function send(address, verb, body, signal) {
  const url = new URL(address, import.meta.url);
  const token = ownToken(url.host);
  const response = await fetch(url, { method: verb.toUpperCase(), body, signal, credentials: 'omit', headers: token ? { 'Component-Visitor': token } : {} });
  const responseText = await response.text();
  keepToken(url.host, response.headers.get('Component-Visitor'));
  return { status: response.status, responseText, getResponseHeader: (name) => response.headers.get(name) };
}

function take(detail, place) {
  const { elt, target, xhr } = detail;
  raise(elt, 'beforeOnLoad', detail);
  const next = xhr.getResponseHeader('HX-Location');
  if (!next) swap(detail, place);
  end(elt, detail);
  raise(elt.isConnected ? elt : target, 'afterOnLoad', detail);
  if (next) follow(elt, JSON.parse(next), target, place);
  else if (detail.shouldSwap) raise(target, 'afterSettle', detail);
}

function swap(detail, place) {
  const { target, xhr } = detail;
  detail.shouldSwap = xhr.status >= 200 && xhr.status < 300 && xhr.status !== 204;
  raise(target, 'beforeSwap', detail);
  if (!detail.shouldSwap) return;
  place(target, xhr.responseText);
  const asked = location.hash && target.querySelector(`#${CSS.escape(location.hash.slice(1))}`);
  // What the page's address names was not there when the browser looked for it.
  if (asked && detail.requestConfig.triggeringEvent === undefined) asked.scrollIntoView();
}

function follow(element, { path, target }, otherwise, place) {
  const there = document.querySelector(target) ?? otherwise;
  request(there, { verb: 'get', address: path, target: there, place });
}

function end(element, detail) {
  element.classList.remove('component-request');
  raise(element.isConnected ? element : detail.target, 'afterRequest', { ...detail, elt: element });
}

function raise(element, name, detail) {
  return element.dispatchEvent(new CustomEvent(`component:${name}`, { bubbles: true, cancelable: true, detail }));
}
