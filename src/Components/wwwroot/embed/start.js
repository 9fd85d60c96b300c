// Shows fragments on another site's page: loads what they need, once, and fills the tags.
import './loader.js';
import '../swap.js';
import '../flash.js';
import '../commands.js';
import '../focus.js';
import '../busy.js';
import '../work.js';
import '../once.js';
import '../draft.js';
import { refusal } from '../trusted.js';
import { place } from './loader.js';
import { loadTogether } from './request.js';
import { vouch } from './visitor.js';

export async function start({ assets, texts, batch }) {
  // What stands between the tags stays.
  if (refusal) {
    console.error(`component-view: ${refusal}`);
    return { show: () => {} };
  }
  makeRegion(texts);
  await Promise.all([style(assets.style), batch && bring('./together.js').then((module) => loadTogether(module?.together)), ...assets.modules.map(bring)]);
  return { show };
}

async function show(view, tag) {
  await vouch(view.getAttribute('visitor') ?? undefined);
  if (!view.isConnected) return;
  view.toggleAttribute('data-inline', tag.isInline);
  place(view, tag.html);
}

// What cannot be had is missing, and the rest works.
function bring(module) {
  return import(module).catch((error) => console.error(error));
}

// Before the first fragment, so that none is seen without its style.
function style(href) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  return new Promise((resolve) => {
    link.onload = resolve;
    link.onerror = resolve;
    link.href = href;
    document.head.append(link);
  });
}

// Where flashes are announced, and what the modules say by themselves.
function makeRegion(texts) {
  if (document.getElementById('component-flash')) return;
  const around = document.createElement('div');
  around.className = 'component-messages';
  const region = document.createElement('div');
  region.id = 'component-flash';
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  Object.assign(region.dataset, texts, { componentTexts: '' });
  around.append(region);
  document.body.append(around);
}
