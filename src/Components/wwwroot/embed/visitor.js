// Who the visitor is to our server, on a page of another site: a token that it gives out and that is good for this site alone. Kept by the browser for this site, under our server's name.
const keyOf = (host) => `component-visitor:${host}`;

export function ownToken(host) {
  return quietly(() => localStorage.getItem(keyOf(host)));
}

export function keepToken(host, token) {
  if (token) quietly(() => localStorage.setItem(keyOf(host), token));
}

function quietly(action) {
  try { return action(); } catch { return undefined; }
}
