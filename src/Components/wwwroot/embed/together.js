// Loads that start in the same moment travel in one request, where our server's owner has it so. Each answer goes the way of one that came by itself.
import { collector } from '../batched.js';
import { ownToken } from './visitor.js';

const ADDRESS = new URL('../../../_batch', import.meta.url);
const collect = collector(ADDRESS, () => ({ credentials: 'omit', headers: visitor() }));

export function together({ verb, elt, path, headers, triggeringEvent }, signal, alone) {
  // What somebody has asked for by a click waits for nothing else.
  if (verb !== 'get' || triggeringEvent?.type === 'click' || !elt.matches('[data-fragment]') || !path.startsWith(`${ADDRESS.origin}/`)) return alone();
  return new Promise((resolve, reject) => {
    const load = {
      url: path.slice(ADDRESS.origin.length),
      etag: headers['If-None-Match'] ?? null,
      take: (answer) => resolve(answered(answer)),
      alone: () => resolve(alone()),
    };
    signal.addEventListener('abort', () => { load.isGivenUp = true; reject(signal.reason); });
    collect(load);
  });
}

function answered({ status, headers, html }) {
  return { status, responseText: html, getResponseHeader: (name) => headers[name.toLowerCase()] ?? null };
}

function visitor() {
  const token = ownToken(ADDRESS.host);
  return token ? { 'Component-Visitor': token } : {};
}
