// A worker, or a module where there can be none: searches for the counters that answer a challenge (see WorkAnswer.cs). Its own SHA-256 (FIPS 180-4): the browser's is slow for short texts, and missing without TLS.
const PARTS = 16;
const MAC_LENGTH = 43;
const PRIMES = firstPrimes(64);
// The first 32 bits behind the point, of cube and square roots.
const K = Int32Array.from(PRIMES, (prime) => (Math.cbrt(prime) % 1) * 2 ** 32);
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => (Math.sqrt(prime) % 1) * 2 ** 32);
const words = new Int32Array(64);

const STRIDE = 512;
const SLICE = 12;

if (typeof WorkerGlobalScope !== 'undefined') self.onmessage = ({ data }) => self.postMessage(finish(solve(data)));

// Gives way to the page after each slice of so many milliseconds.
export async function solveInSlices(task) {
  const steps = solve(task);
  for (let start = performance.now(), step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - start < SLICE) continue;
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    start = performance.now();
  }
}

function finish(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* solve({ challenge, difficulty }) {
  const mac = challenge.slice(-MAC_LENGTH);
  const zeros = difficulty - Math.log2(PARTS);
  const counters = [];
  for (let part = 0; part < PARTS; part++) counters.push((yield* search(mac, part, zeros)).toString(16));
  return `${challenge}~${counters.join('-')}`;
}

// The message is 48 bytes: 43 of the MAC, the part, and the counter; one block with its padding.
function* search(mac, part, zeros) {
  const block = new Int32Array(16);
  for (let i = 0; i < MAC_LENGTH; i++) block[i >> 2] |= mac.charCodeAt(i) << (24 - 8 * (i & 3));
  block[10] |= part;
  block[12] = 0x80000000;
  block[15] = 48 * 8;
  for (let counter = 0; ; counter++) {
    block[11] = counter;
    if (firstWord(block) >>> (32 - zeros) === 0) return counter;
    if (counter % STRIDE === 0) yield;
  }
}

// The first 32 bits of the hash of one block.
function firstWord(block) {
  words.set(block);
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  return (a + START[0]) | 0;
}

function firstPrimes(count) {
  const primes = [];
  for (let number = 2; primes.length < count; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}
