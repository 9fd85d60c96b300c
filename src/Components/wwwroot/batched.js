// Collects loads that start in the same moment and asks for them by one request. Each is handed its own line of the answer as soon as that has come; see batch.js and, for pages that are not
// ours, embed/together.js.
const MOMENT = 15;
const MOST = 20;
const LONGEST = 60_000;

// A load has url and etag, take(answer) for what came, alone() for what did not and is asked for by itself, and isGivenUp once nobody waits for it any more.
export function collector(address, options = () => ({})) {
  let collected = [];

  function sendAll() {
    const loads = collected.filter(({ isGivenUp }) => !isGivenUp);
    collected = [];
    for (let i = 0; i < loads.length; i += MOST) send(address, options(), loads.slice(i, i + MOST));
  }

  return (load) => {
    if (collected.length === 0) setTimeout(sendAll, MOMENT);
    collected.push(load);
  };
}

async function send(address, options, loads) {
  const open = new Map(loads.map(({ url }) => [url, loads.filter((load) => load.url === url)]));
  try {
    if (open.size > 1) await read(address, options, open);
  } catch {
    // Whatever went wrong, each is asked for by itself, and says so by itself.
  }
  for (const rest of open.values()) rest.filter(({ isGivenUp }) => !isGivenUp).forEach((load) => load.alone());
}

async function read(address, { headers, ...options }, open) {
  const asked = [...open.values()].map(([{ url, etag }]) => ({ url, etag }));
  const response = await fetch(address, { ...options, method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(asked), signal: AbortSignal.timeout(LONGEST) });
  if (!response.ok) return;
  const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let piece = await lines.read(); !piece.done; piece = await lines.read()) {
    const ready = (text + piece.value).split('\n');
    text = ready.pop();
    for (const line of ready) hand(open, JSON.parse(line));
  }
}

// 421: it sets a cookie, which only an answer of its own can.
function hand(open, answer) {
  const loads = open.get(answer.url);
  if (!loads || answer.status === 421) return;
  open.delete(answer.url);
  loads.filter(({ isGivenUp }) => !isGivenUp).forEach((load) => load.take(answer));
}
