// The start: htmx is set up strictly, then each behaviour listens for itself.
import './bridge.js';
// Before htmx looks at the page for the first time.
import './late.js';
// Before all that look at where an answer goes.
import './part.js';
import './swap.js';
// Each decides on an answer after the one before it has: whether it is shown, what the address bar says, what stands where.
import './poll.js';
import './history.js';
import './place.js';
import './flash.js';
import './commands.js';
import './focus.js';
import './busy.js';
// Before the work and the lock: what is too large is not sent at all.
import './upload.js';
import './chosen.js';
// Before the lock: a form that waits for its work is not on its way yet.
import './work.js';
import './once.js';
import './draft.js';
import './push.js';

Object.assign(window.htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  selfRequestsOnly: true,
  // What was swapped in answers at once: for as long as htmx waits, a form in it would be sent plainly, as a page of its own.
  defaultSettleDelay: 0,
  attributesToSettle: [],
});
