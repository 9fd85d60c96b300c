// What on somebody else's page is ours: the tags, our messages, and elements of the page into which a tag is loaded (target).
const OURS = 'component-view, .component-messages, [data-component-elsewhere]';

export function isOurs(element) {
  return Boolean(element?.closest?.(OURS));
}
