// HTML from our server on a page of another site whose policy requires trusted types (Trusted Types, 4): such a page takes no plain text for HTML.
const NAME = 'component-server';
const policy = make();

export const html = (text) => policy?.createHTML(text) ?? text;

// What its owner must change, where the page takes no HTML from us.
export const refusal = policy || takesText() ? null : `This page's content security policy requires trusted types and does not let "${NAME}" make them: it needs "trusted-types ${NAME}".`;

function make() {
  try {
    return window.trustedTypes?.createPolicy(NAME, { createHTML: (text) => text });
  } catch {
    return null;
  }
}

function takesText() {
  try {
    document.createElement('template').innerHTML = '-';
    return true;
  } catch {
    return false;
  }
}
