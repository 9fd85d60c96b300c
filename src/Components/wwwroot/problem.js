// The boxes that say what went wrong in a fragment, and the way to try again.
import { html as trusted } from './trusted.js';

// For a form that is not even sent.
export function showText(form, text) {
  const target = form.closest('[data-fragment]') ?? form.parentElement;
  place(target, form, boxWith(text));
}

export function clearProblem(target) {
  target.querySelectorAll('.component-problem').forEach((box) => box.remove());
}

export function fallbackOf(target) {
  const template = target.querySelector(':scope > template.component-fallback');
  if (!template) return null;
  const box = document.createElement('div');
  box.className = 'component-problem component-fallback';
  box.append(template.content.cloneNode(true));
  return box;
}

// The box stands where the person looks: before the form that was sent, else in the place of the placeholder, and in the height that is reserved.
export function place(target, form, box) {
  clearProblem(target);
  const placeholder = target.querySelector('.component-placeholder');
  if (form) form.before(box);
  else if (placeholder?.querySelector('.component-height')) placeholder.querySelector('.component-height').after(box);
  else if (placeholder) placeholder.before(box);
  else target.prepend(box);
  box.dispatchEvent(new CustomEvent('component:process', { bubbles: true }));
}

export function ownBox(status) {
  const { offline, slow, failed } = texts();
  return boxWith((status === 0 ? offline : status === 504 ? slow : failed) ?? 'This part of the page could not be loaded.');
}

export function boxWith(text) {
  const box = document.createElement('div');
  box.className = 'component-problem notice danger';
  box.setAttribute('role', 'alert');
  const words = document.createElement('p');
  words.textContent = text;
  box.append(words);
  return box;
}

export function retryButton(target) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = texts().retry ?? 'Try again';
  button.addEventListener('click', () => {
    button.disabled = true;
    target.dispatchEvent(new CustomEvent('component:refresh'));
  });
  return button;
}

export function texts() {
  return document.querySelector('[data-component-texts]')?.dataset ?? {};
}

export function answeredBox(html) {
  const holder = document.createElement('div');
  if (html) holder.innerHTML = trusted(html);
  return holder.querySelector('.component-problem');
}
