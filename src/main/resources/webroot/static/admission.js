// The worker of the page of admission. It gets a challenge and a number of bits, and looks for the
// first number for which SHA-256(SHA-256(challenge) || number as 8 bytes) begins with so many zero
// bits. It tells of its tries now and then, and at last of the number.
"use strict";

const TOLD_AFTER = 1 << 16;
const WORD = 2 ** 32;

/** The first 32 bits behind the point of a root of each of the first primes, as SHA-256 has them. */
const fractions = (count, root) => {
  const primes = [];
  for (let number = 2; primes.length < count; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return Int32Array.from(primes, (prime) => ((root(prime) % 1) * WORD) | 0);
};

const K = fractions(64, Math.cbrt);
const BEGIN = fractions(8, Math.sqrt);
const w = new Int32Array(64);

/** Has the block in the first 16 words of w change the eight words of a state. */
const compress = (state) => {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
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
  state[0] = (state[0] + a) | 0;
  state[1] = (state[1] + b) | 0;
  state[2] = (state[2] + c) | 0;
  state[3] = (state[3] + d) | 0;
  state[4] = (state[4] + e) | 0;
  state[5] = (state[5] + f) | 0;
  state[6] = (state[6] + g) | 0;
  state[7] = (state[7] + h) | 0;
};

/** The eight words of the SHA-256 of a text of ASCII. */
const hash = (text) => {
  const blocks = Math.ceil((text.length + 9) / 64);
  const bytes = new DataView(new ArrayBuffer(blocks * 64));
  for (let i = 0; i < text.length; i++) bytes.setUint8(i, text.charCodeAt(i));
  bytes.setUint8(text.length, 0x80);
  bytes.setUint32(blocks * 64 - 4, text.length * 8);
  const state = Int32Array.from(BEGIN);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) w[i] = bytes.getInt32(block * 64 + i * 4);
    compress(state);
  }
  return state;
};

const solve = (challenge, bits) => {
  const seed = hash(challenge);
  const state = new Int32Array(8);
  for (let tried = 0; ; tried++) {
    state.set(BEGIN);
    w.set(seed);
    w[8] = Math.floor(tried / WORD);
    w[9] = tried | 0;
    w[10] = 0x80000000 | 0;
    w.fill(0, 11, 15);
    w[15] = (32 + 8) * 8;
    compress(state);
    const zeros = state[0] === 0 ? 32 + Math.clz32(state[1]) : Math.clz32(state[0]);
    if (zeros >= bits) return tried;
    if (tried % TOLD_AFTER === TOLD_AFTER - 1) postMessage({ tried: tried + 1 });
  }
};

onmessage = ({ data }) => postMessage({ solution: solve(data.challenge, data.bits) });
