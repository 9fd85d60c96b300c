// One request to our server and what becomes of its answer, with the events that the other modules listen for; see bridge.js.
import { ownToken, keepToken } from './visitor.js';

const LIMIT = 30_000;
const underWay = new WeakMap();
let together = null;

// Loads that start in the same moment are sent by this from now on; see together.js.
export function loadTogether(how) {
  together = how;
}

export async function request(element, { verb, address, target, body, event, place }) {
  if (!target) {
    raise(element, 'targetError', { elt: element, target: element.getAttribute('data-component-hx-target') });
    return;
  }
  const requestConfig = { verb, elt: element, target, path: address, headers: {}, triggeringEvent: event };
  // As with htmx: whoever listens may change the address, the headers and the time.
  raise(element, 'configRequest', requestConfig);
  const detail = { elt: element, target, requestConfig };
  if (!raise(element, 'beforeRequest', detail)) return;
  element.classList.add('component-request');
  // Who follows another link no longer waits for the first one.
  if (verb === 'get') underWay.get(target)?.abort();
  const control = new AbortController();
  if (verb === 'get') underWay.set(target, control);
  try {
    detail.xhr = await send(requestConfig, body, AbortSignal.any([control.signal, AbortSignal.timeout(requestConfig.timeout || LIMIT)]));
  } catch (error) {
    if (!control.signal.aborted) raise(target, error.name === 'TimeoutError' ? 'timeout' : 'sendError', detail);
    detail.xhr = { status: 0, responseText: '', getResponseHeader: () => null };
    end(element, detail);
    return;
  }
  if (target.isConnected) take(detail, place);
  else end(element, detail);
}

async function send(config, body, signal) {
  const url = new URL(config.path, import.meta.url);
  const alone = () => sendAlone(url, config, body, signal);
  const answer = await (together ? together(config, signal, alone) : alone());
  keepToken(url.host, answer.getResponseHeader('Component-Visitor'));
  return answer;
}

async function sendAlone(url, { verb, headers }, body, signal) {
  const token = ownToken(url.host);
  const response = await fetch(url, { method: verb.toUpperCase(), body, signal, credentials: 'omit', headers: { ...headers, ...(token && { 'Component-Visitor': token }) } });
  return { status: response.status, responseText: await response.text(), getResponseHeader: (name) => response.headers.get(name) };
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
  const { xhr } = detail;
  // Before anybody hears of it. Without the header there is none.
  const target = document.getElementById(xhr.getResponseHeader('Component-Place')) ?? detail.target;
  detail.target = target;
  detail.shouldSwap = xhr.status >= 200 && xhr.status < 300 && xhr.status !== 204;
  raise(target, 'beforeSwap', detail);
  if (!detail.shouldSwap) return;
  place(target, xhr.responseText);
  raise(target, 'afterSwap', detail);
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
  // Both may be gone: an earlier answer has replaced them.
  raise([element, detail.target].find((part) => part.isConnected) ?? document, 'afterRequest', { ...detail, elt: element });
}

function raise(element, name, detail) {
  return element.dispatchEvent(new CustomEvent(`component:${name}`, { bubbles: true, cancelable: true, detail }));
}
