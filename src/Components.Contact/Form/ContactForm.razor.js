// Shows what applies: fields and groups with a condition (data-contact-when) come and go with what is filled in before them. What is hidden is not sent, nor asked for.
const WHEN = '[data-contact-when]';

class ContactFields extends HTMLElement {
  connectedCallback() {
    this.classList.add('is-live');
    this.form = this.closest('form');
    this.settle = () => this.show();
    for (const name of ['input', 'change']) this.form?.addEventListener(name, this.settle);
    // A reset is announced before it is done.
    this.onReset = () => setTimeout(this.settle);
    this.form?.addEventListener('reset', this.onReset);
    this.show();
  }

  disconnectedCallback() {
    for (const name of ['input', 'change']) this.form?.removeEventListener(name, this.settle);
    this.form?.removeEventListener('reset', this.onReset);
  }

  // In the order of the page, so that what hangs on something hidden sees it as empty.
  show() {
    for (const part of this.querySelectorAll(WHEN)) {
      part.hidden = !holdsIn(this.form, JSON.parse(part.dataset.contactWhen));
      for (const control of part.querySelectorAll('input, select, textarea')) control.disabled = control.closest('[hidden]') !== null;
    }
    for (const control of this.querySelectorAll('[data-contact-required]')) control.required = !control.closest('[hidden]');
  }
}
customElements.define('contact-fields', ContactFields);

function holdsIn(form, { all, any, not, field, is, filled }) {
  if (all) return all.every((part) => holdsIn(form, part));
  if (any) return any.some((part) => holdsIn(form, part));
  if (not) return !holdsIn(form, not);
  const values = valuesOf(form, field);
  return filled ? values.length > 0 : values.some((value) => is.includes(value));
}

function valuesOf(form, name) {
  return [...form.elements]
    .filter((control) => control.name === name && !control.matches(':disabled') && (!['checkbox', 'radio'].includes(control.type) || control.checked))
    .map((control) => control.value.trim())
    .filter((value) => value !== '');
}
