// Signs a visitor in on a page of another site: opens the pop-up, takes the token from it, and from nobody else. Loaded when a link to sign in is first clicked.
const FEATURES = 'popup,width=520,height=720';
let stop = null;

// `link` leads to the page on which a member confirms; `keep` is called with the token.
export function signIn(link, keep) {
  const { href, origin } = new URL(link);
  const popup = window.open(href, 'component-sign-in', FEATURES);
  // Where the browser has blocked it, it says so itself, and a second click finds this module loaded.
  if (!popup) return;
  stop?.();
  const listen = (event) => {
    if (event.source !== popup || event.origin !== origin || event.data?.type !== 'component:visitor' || typeof event.data.token !== 'string') return;
    stop();
    keep(event.data.token);
    popup.postMessage({ type: 'component:visitor-kept' }, origin);
  };
  stop = () => removeEventListener('message', listen);
  addEventListener('message', listen);
}
