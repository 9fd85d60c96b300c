// The start: htmx is set up strictly, then each behaviour listens for itself.
import './bridge.js';
import './swap.js';
import './flash.js';
import './commands.js';
import './focus.js';
import './busy.js';
// Before the lock: a form that waits for its work is not on its way yet.
import './work.js';
import './once.js';
import './draft.js';

Object.assign(window.htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  selfRequestsOnly: true,
  // Not 'style': a box that somebody has resized bears one, and the content security policy refuses to have it copied.
  attributesToSettle: ['class', 'width', 'height'],
});
