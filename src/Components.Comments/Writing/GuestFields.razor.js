// Who a guest said they are, kept by their own browser for the next time; the server keeps nothing but the comments.
const KEY = 'comments-who';
const FIELDS = ['Name', 'Email', 'Website'];

class CommentsWho extends HTMLElement {
  connectedCallback() {
    // In a task of its own: the browser opens its storage, which takes a slow phone long.
    setTimeout(() => this.fill(read()));
    this.addEventListener('change', () => write(Object.fromEntries(this.inputs().map((input) => [input.name, input.value]))));
  }

  fill(known) {
    for (const input of this.inputs()) input.value ||= known[input.name] ?? '';
  }

  inputs() {
    return [...this.querySelectorAll('input')].filter((input) => FIELDS.includes(input.name));
  }
}
customElements.define('comments-who', CommentsWho);

// Whoever signs out leaves nothing to the next person.
document.addEventListener('submit', ({ target }) => {
  if (target.matches('[data-draft-clear]')) quietly(() => localStorage.removeItem(KEY));
});

// A browser may have no storage for us, and somebody else's script may have put anything there.
function read() {
  const known = quietly(() => JSON.parse(localStorage.getItem(KEY))) ?? {};
  return Object.fromEntries(FIELDS.map((name) => [name, typeof known[name] === 'string' ? known[name] : '']));
}

function write(known) {
  quietly(() => localStorage.setItem(KEY, JSON.stringify(known)));
}

function quietly(action) {
  try { return action(); } catch { return undefined; }
}
