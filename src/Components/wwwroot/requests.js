// What is known of a request by the event that started it.

// Loaded by the clock: nobody waits for it, so nothing is dimmed, and what goes wrong is tried again later.
export function isPoll(requestConfig) {
  return requestConfig?.triggeringEvent?.detail?.isPoll === true;
}

export function isRefresh(requestConfig) {
  return requestConfig?.triggeringEvent?.type === 'component:refresh';
}
