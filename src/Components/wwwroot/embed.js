// The tag on other people's pages: <component-view name="comments/thread" subject="/blog/1">. This file finds the tags and has them signed, all of a page in one request; what shows them
// is loaded with the answer, when the first of them comes into view.
const HOST = new URL('.', import.meta.url).href;
const MOST = 100;
const NEAR = '300px';
// These belong to the element itself, not to the fragment in it.
const OWN = /^(name|id|class|style|theme|slot|part|hidden|lang|dir|title|role|tabindex|is|visitor|data-.*|aria-.*|on.*)$/;

const waiting = new Set();
let timer;
let started;

const sight = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) soon();
}, { rootMargin: NEAR });

class ComponentView extends HTMLElement {
  connectedCallback() {
    // Moved within its page it stays as it is.
    if (this.isFilled) return;
    this.words ??= [...this.childNodes];
    waiting.add(this);
    if (['on-load', 'inline'].includes(this.getAttribute('load'))) soon();
    else sight.observe(this);
  }

  disconnectedCallback() {
    setTimeout(() => { if (!this.isConnected) this.clear(); }, 0);
  }

  clear() {
    forget(this);
    this.isFilled = false;
    this.replaceChildren(...(this.words ?? []));
    document.dispatchEvent(new CustomEvent('component:cleared'));
  }
}

// Together with all that stand on the page by now, seen or not: signing costs little, and each asks for its content by itself.
function soon() {
  timer ??= setTimeout(sign, 0);
}

async function sign() {
  timer = undefined;
  const views = [...waiting].slice(0, MOST);
  if (waiting.size > MOST) soon();
  views.forEach(forget);
  const answer = await ask(views);
  if (!answer) return;
  const { show } = await (started ??= import(answer.assets.start).then((module) => module.start(answer, HOST)));
  views.forEach((view, index) => { if (view.isConnected) fill(view, answer.tags[index], show); });
}

async function ask(views) {
  const body = JSON.stringify({ page: location.pathname, query: location.search, tags: views.map(read) });
  for (let tries = 0; ; tries++) {
    const response = await fetch(new URL('c/_sign', HOST), { method: 'POST', body, credentials: 'omit' }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (response?.ok && answer) return answer;
    console.error(`component-view: ${answer?.error ?? `${HOST} does not answer. Is ${location.origin} registered there?`}`);
    const wait = Number(response?.headers.get('Retry-After'));
    if (!wait || tries > 1) return views.forEach((view) => note(view, answer?.note));
    await new Promise((resolve) => { setTimeout(resolve, wait * 1000); });
  }
}

function read(view) {
  const attributes = {};
  for (const { name, value } of view.attributes) if (!OWN.test(name)) attributes[name] = value;
  // Twins must not share an element's id.
  const key = JSON.stringify([view.getAttribute('name'), attributes]);
  view.key = key;
  const number = [...document.querySelectorAll('component-view')].filter((other) => other !== view && other.key === key).length;
  if (number) attributes.id = `component-view-${twins += 1}`;
  return { name: view.getAttribute('name'), attributes };
}
let twins = 0;

function fill(view, tag, show) {
  view.isFilled = true;
  if (!tag?.error) {
    show(view, tag);
    return;
  }
  console.error(`component-view: ${tag.error}`, view);
  note(view, tag.note);
}

function note(view, text) {
  if (text) view.textContent = text;
}

function forget(view) {
  waiting.delete(view);
  sight.unobserve(view);
}

if (!customElements.get('component-view')) customElements.define('component-view', ComponentView);
