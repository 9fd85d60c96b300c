// A form with data-work="{purpose}" does a proof of work before it is sent: it fetches a challenge when it is first used, lets a worker solve it, and carries the answer
// in _work. Where any of that fails, it is sent without: the server decides what to make of it, and nobody loses what they wrote.
const FIELD = '_work';
const [FETCH_LIMIT, WAIT_LIMIT, MARGIN] = [10_000, 60_000, 30_000];
const jobs = new WeakMap();
// What each form was last asked, so that a new challenge remembers when the form was first used. By id: a form with mistakes comes back as a new element.
const earlier = new Map();
const leaving = new WeakSet();

for (const name of ['focusin', 'input']) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.('form[data-work]');
    if (form) begin(form);
  });
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-work]')) return;
  if (leaving.delete(form)) return;
  const job = begin(form);
  if (job.isDone) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!job.isAwaited) sendLater(form, job, event.submitter);
}, true);

// What was sent is used up. A form that was replaced by the answer is named by the request alone.
document.addEventListener('component:afterRequest', (event) => {
  const form = event.detail.requestConfig?.elt?.closest?.('form[data-work]');
  if (!form || event.detail.requestConfig.verb === 'get') return;
  forget(form);
  if (event.detail.xhr.status === 200 || event.detail.xhr.status === 204) earlier.delete(form.id);
  if (form.isConnected) begin(form);
});
window.addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelectorAll('form[data-work]').forEach(forget);
});

function begin(form) {
  const known = jobs.get(form);
  if (known && Date.now() < known.until) return known;
  forget(form);
  const job = { isDone: false, isAwaited: false, until: Infinity };
  jobs.set(form, job);
  job.finished = work(form, job).catch(() => null).then((answer) => {
    job.isDone = true;
    if (jobs.get(form) === job) keep(form, answer);
  });
  return job;
}

async function work(form, job) {
  const address = new URL('../../_challenge', import.meta.url);
  address.searchParams.set('for', form.dataset.work);
  if (earlier.has(form.id)) address.searchParams.set('after', earlier.get(form.id));
  const response = await fetch(address, { headers: { 'Component-Work': '1' }, cache: 'no-store', signal: AbortSignal.timeout(FETCH_LIMIT) });
  if (!response.ok) {
    // Tried again soon: it may be the network, or a minute in which too much was asked.
    job.until = Date.now() + MARGIN;
    return null;
  }
  const task = await response.json();
  job.until = Date.now() + task.seconds * 1000 - MARGIN;
  earlier.set(form.id, task.challenge);
  return solve(task);
}

// Browsers let no page have a worker of another origin: there it is solved beside the page's own work, a little at a time.
async function solve(task) {
  const solver = new URL('./work-solver.js', import.meta.url);
  return solver.origin === location.origin ? solveApart(solver, task) : (await import(solver)).solveInSlices(task);
}

function solveApart(solver, task) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(solver, { type: 'module' });
    const end = (settle, value) => { worker.terminate(); settle(value); };
    worker.onmessage = (event) => end(resolve, event.data);
    worker.onerror = (event) => end(reject, event);
    worker.postMessage(task);
  });
}

async function sendLater(form, job, submitter) {
  job.isAwaited = true;
  const note = say(form);
  await Promise.race([job.finished, new Promise((resolve) => { setTimeout(resolve, WAIT_LIMIT); })]);
  note.remove();
  job.isAwaited = false;
  if (!form.isConnected) return;
  leaving.add(form);
  form.requestSubmit(form.contains(submitter) ? submitter : null);
  // Where the browser found a mistake, nothing was sent.
  leaving.delete(form);
}

// A live region is read out only where it was there before its words.
function say(form) {
  const note = document.createElement('p');
  note.className = 'component-checking';
  note.setAttribute('role', 'status');
  form.append(note);
  setTimeout(() => { note.textContent = document.querySelector('[data-component-texts]')?.dataset.checking ?? 'Checking\u2026'; }, 0);
  return note;
}

function keep(form, answer) {
  let field = form.elements.namedItem(FIELD);
  if (!field) {
    field = Object.assign(document.createElement('input'), { type: 'hidden', name: FIELD });
    form.append(field);
  }
  field.value = answer ?? '';
}

function forget(form) {
  jobs.delete(form);
  form.elements.namedItem(FIELD)?.remove();
}
