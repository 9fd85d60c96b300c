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
