// Keeps people where they were: when what held the focus is replaced, the focus goes to the first mistake, else to the fragment itself.
let heldFocus = false;

document.addEventListener('component:beforeSwap', (event) => {
  heldFocus = event.detail.target?.contains(document.activeElement) === true;
});

document.addEventListener('component:afterSettle', (event) => {
  const { target } = event.detail;
  if (!target?.matches?.('[data-fragment]')) return;
  const mistake = target.querySelector('[aria-invalid="true"]');
  if (mistake) {
    mistake.focus();
    return;
  }
  if (!heldFocus || target.contains(document.activeElement)) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
});
