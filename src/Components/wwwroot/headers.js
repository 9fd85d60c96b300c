// Reads a JSON header of an answer; null where there is none, or it is not JSON.
export function readHeader(xhr, name) {
  const text = xhr.getResponseHeader(name);
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Whether an answer is this site's own and says that what was asked is done. A hotel's sign-in page is a 200 too.
export function isDone(xhr) {
  return xhr.status >= 200 && xhr.status < 300 && xhr.getResponseHeader('Component-Fragment') !== null;
}
