// A small toolbar over the text of a comment, and its keys: Ctrl+B, I and K, and Ctrl+Enter to send. Everything it types can be undone.
// A picture, since not every device has a letter for it.
const CHAIN = { viewBox: '0 0 24 24', width: 18, height: 18, fill: 'none', stroke: 'currentColor', 'stroke-width': 2.2, 'stroke-linecap': 'round', 'aria-hidden': true };
const LINKS = 'M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1';
const ACTS = [
  { name: 'bold', sign: 'B', key: 'b', run: (area, word) => wrap(area, '**', '**', word) },
  { name: 'italic', sign: 'I', key: 'i', run: (area, word) => wrap(area, '*', '*', word) },
  { name: 'link', sign: chain, key: 'k', run: link },
  { name: 'quote', sign: '\u201C', run: (area) => quote(area) },
  { name: 'code', sign: '<>', run: code },
];

class CommentsEditor extends HTMLElement {
  connectedCallback() {
    const area = this.querySelector('textarea');
    if (!area || this.querySelector('[role=toolbar]')) return;
    this.prepend(this.toolbar(area));
    area.addEventListener('keydown', (event) => this.onKey(event, area));
    // Once opened it stays open: what moved away under the pointer would not be clicked.
    this.addEventListener('focusin', () => area.form?.classList.add('comments-open'));
  }

  toolbar(area) {
    const bar = document.createElement('div');
    bar.className = 'comments-toolbar';
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', this.dataset.toolbar);
    bar.setAttribute('aria-controls', area.id);
    bar.append(...ACTS.map((act, index) => this.button(act, area, index)));
    bar.addEventListener('keydown', move);
    return bar;
  }

  button(act, area, index) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.act = act.name;
    button.append(typeof act.sign === 'string' ? act.sign : act.sign());
    button.tabIndex = index === 0 ? 0 : -1;
    button.title = this.dataset[act.name] + (act.key ? ` (Ctrl+${act.key.toUpperCase()})` : '');
    button.setAttribute('aria-label', this.dataset[act.name]);
    if (act.key) button.setAttribute('aria-keyshortcuts', `Control+${act.key.toUpperCase()}`);
    button.addEventListener('click', () => act.run(area, this.dataset.words));
    return button;
  }

  onKey(event, area) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      area.form.requestSubmit();
      return;
    }
    const act = ACTS.find((one) => one.key === event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    act.run(area, this.dataset.words);
  }
}
customElements.define('comments-editor', CommentsEditor);

// Not from text: a page of another site may require trusted types.
function chain() {
  const [picture, path] = ['svg', 'path'].map((name) => document.createElementNS('http://www.w3.org/2000/svg', name));
  for (const [name, value] of Object.entries(CHAIN)) picture.setAttribute(name, value);
  path.setAttribute('d', LINKS);
  picture.append(path);
  return picture;
}

// One stop for the Tab key; arrows go on from there (WAI-ARIA Authoring Practices, toolbar).
function move(event) {
  const buttons = [...event.currentTarget.children];
  const at = buttons.indexOf(event.target);
  const step = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
  const next = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: buttons.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const target = buttons[(next + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  target.focus();
}

function wrap(area, before, after, word) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end) || word;
  type(area, start, end, before + chosen + after);
  area.setSelectionRange(start + before.length, start + before.length + chosen.length);
}

function link(area, word) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end);
  const address = /^https?:\/\/\S+$/.test(chosen) ? chosen : 'https://';
  const text = address === chosen ? word : chosen || word;
  type(area, start, end, `[${text}](${address})`);
  const mark = address === chosen || !chosen ? [start + 1, text.length] : [start + text.length + 3, address.length];
  area.setSelectionRange(mark[0], mark[0] + mark[1]);
}

function code(area, word) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  if (chosen.includes('\n')) wrap(area, '```\n', '\n```\n', chosen);
  else wrap(area, '`', '`', word);
}

function quote(area) {
  const from = area.value.lastIndexOf('\n', area.selectionStart - 1) + 1;
  const lines = area.value.slice(from, area.selectionEnd);
  type(area, from, area.selectionEnd, lines.replace(/^/gm, '> '));
}

// As if it were typed, so that undo takes it back; not every browser lets scripts type.
export function type(area, start, end, text) {
  area.focus();
  area.setSelectionRange(start, end);
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, start, end, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
}
