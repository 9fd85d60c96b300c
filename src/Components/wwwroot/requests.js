// What is known of a request by the event that started it, and what its answer says.

// Loaded by the clock: nobody waits for it, so nothing is dimmed, and what goes wrong is tried again later.
export function isPoll(requestConfig) {
  return requestConfig?.triggeringEvent?.detail?.isPoll === true;
}

export function isRefresh(requestConfig) {
  return requestConfig?.triggeringEvent?.type === 'component:refresh';
}

// A header of JSON; null where there is none, or it is not JSON.
export function readHeader(xhr, name) {
  try {
    return JSON.parse(xhr.getResponseHeader(name));
  } catch {
    return null;
  }
}

// Whether an answer is this site's own and says that what was asked is done. A hotel's sign-in page is a 200 too.
export function isDone(xhr) {
  return xhr.status >= 200 && xhr.status < 300 && xhr.getResponseHeader('Component-Fragment') !== null;
}
