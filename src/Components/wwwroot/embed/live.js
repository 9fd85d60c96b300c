// For fragments that are loaded again (every, pushed) or into an element elsewhere (target); a page without any does not load this. In this order: what a person has their hands in decides
// before what is shown is noted.
import '../poll.js';
import '../place.js';

export async function equip(isPushed) {
  if (isPushed) (await import('../push.js')).look();
}
