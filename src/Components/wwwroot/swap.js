// What an answer does to its fragment. Only our own answers are ever swapped in; anything else becomes an error box with a way to try again.
const REPLACES = new Set([200, 422]);
const REPLACES_A_LOAD = new Set([401, 403, 404, 410]);

document.addEventListener('component:beforeSwap', (event) => {
  const { xhr, requestConfig, target } = event.detail;
  if (!target?.closest('[data-fragment]')) return;
  const isOurs = xhr.getResponseHeader('Component-Fragment') !== null;
  const isLoad = requestConfig.verb === 'get';
  const replaces = isOurs && (REPLACES.has(xhr.status) || (isLoad && REPLACES_A_LOAD.has(xhr.status)));
  event.detail.shouldSwap = replaces;
  event.detail.isError = !replaces && xhr.status !== 204;
  if (replaces) clearProblem(target);
  else if (xhr.status !== 204) showProblem(target, requestConfig, isOurs ? xhr.responseText : null, xhr.status);
});

for (const name of ['component:sendError', 'component:timeout']) {
  document.addEventListener(name, (event) => {
    const target = event.detail.target?.closest('[data-fragment]');
    if (target) showProblem(target, event.detail.requestConfig, null, 0);
  });
}

function clearProblem(target) {
  target.querySelectorAll('.component-problem').forEach((box) => box.remove());
}

// The box stands where the person looks: before the form that was sent, else in the place of the placeholder.
function showProblem(target, requestConfig, html, status) {
  clearProblem(target);
  const form = requestConfig?.elt?.closest?.('form');
  const isForm = form && target.contains(form) && requestConfig.verb !== 'get';
  const holder = document.createElement('div');
  if (html) holder.innerHTML = html;
  const box = holder.querySelector('.component-problem') ?? ownBox(status);
  const isPost = (requestConfig?.verb ?? 'get') !== 'get';
  if (!isPost && !box.querySelector('a')) box.append(retryButton(target));
  const place = isForm ? form : target.querySelector('.component-placeholder');
  if (place) place.before(box);
  else target.prepend(box);
  box.dispatchEvent(new CustomEvent('component:process', { bubbles: true }));
  target.dispatchEvent(new CustomEvent('component:problem', { bubbles: true, detail: { status } }));
}

function ownBox(status) {
  const texts = document.querySelector('[data-component-texts]')?.dataset ?? {};
  const box = document.createElement('div');
  box.className = 'component-problem notice danger';
  box.setAttribute('role', 'alert');
  const text = document.createElement('p');
  text.textContent = (status === 0 ? texts.offline : texts.failed) ?? 'This part of the page could not be loaded.';
  box.append(text);
  return box;
}

function retryButton(target) {
  const texts = document.querySelector('[data-component-texts]')?.dataset ?? {};
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = texts.retry ?? 'Try again';
  button.addEventListener('click', () => {
    button.disabled = true;
    target.dispatchEvent(new CustomEvent('component:refresh'));
  });
  return button;
}
