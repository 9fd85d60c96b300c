// The developer's panel: what each fragment of the page costs. Reads the header Server-Timing of what was loaded, and data-component-cost of what came with the page.
const TEXTS = JSON.parse(document.querySelector('[data-component-overlay]').dataset.componentOverlay);
const KEY = 'component-overlay';
const costs = new WeakMap();

const panel = document.createElement('aside');
panel.className = 'component-overlay';
panel.setAttribute('aria-label', TEXTS.title);
const button = document.createElement('button');
button.type = 'button';
const table = document.createElement('table');
panel.append(button, table);
document.body.append(panel);
button.addEventListener('click', () => open(panel.hasAttribute('data-closed')));
open(read(KEY) === 'open');

document.addEventListener('component:afterOnLoad', ({ detail: { xhr, target } }) => {
  const text = xhr.getResponseHeader('Server-Timing');
  const fragment = target?.closest?.('[data-fragment]');
  if (text && fragment) costs.set(fragment, text);
  draw();
});
document.addEventListener('component:afterSettle', draw);

function open(isOpen) {
  panel.toggleAttribute('data-closed', !isOpen);
  button.setAttribute('aria-expanded', String(isOpen));
  try {
    localStorage.setItem(KEY, isOpen ? 'open' : 'closed');
  } catch {
    // Without a place to remember it, it starts closed.
  }
  draw();
}

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function draw() {
  const fragments = [...document.querySelectorAll('[data-fragment]')].filter((element) => costs.has(element) || element.dataset.componentCost !== undefined || element.hasAttribute('hx-trigger'));
  button.textContent = TEXTS.button.replace('{0}', fragments.length);
  table.replaceChildren(row('th', TEXTS.columns), ...fragments.map(rowOf));
}

function rowOf(element) {
  const text = costs.get(element) ?? element.dataset.componentCost ?? '';
  const values = Object.fromEntries(text.split(', ').map((metric) => {
    const [name, ...parts] = metric.split(';');
    return [name, Object.fromEntries(parts.map((part) => part.split('=').map((piece) => piece.replaceAll('"', ''))))];
  }));
  const line = row('td', [
    element.dataset.fragment, values.total?.dur, values.db?.desc, values.db?.dur, values.memory?.desc, values.size?.desc, values.cache?.desc, values.scope?.desc, TEXTS.loads[costs.has(element) ? 'loaded' : text ? 'inline' : 'waits'],
  ]);
  line.addEventListener('mouseenter', () => element.classList.add('component-overlay-shown'));
  line.addEventListener('mouseleave', () => element.classList.remove('component-overlay-shown'));
  return line;
}

function row(kind, texts) {
  const line = document.createElement('tr');
  for (const text of texts) {
    const cell = document.createElement(kind);
    cell.textContent = text ?? '';
    line.append(cell);
  }
  return line;
}
