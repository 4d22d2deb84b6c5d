const PRIME = 0x1b3;
const TWO_32 = 0x1_0000_0000;
const encoder = new TextEncoder();

/** Room for texts of usual length, so that a hash allocates nothing. */
const buffer = new Uint8Array(3072);

/**
 * The FNV-1a hash of a text in UTF-8 (RFC 9923), 64 bits as 16 hexadecimal digits. It distinguishes a
 * text from its earlier versions; it does not protect against deliberate collisions.
 */
export function textHash(text: string): string {
  // A UTF-16 code unit takes three bytes at most.
  const bytes = 3 * text.length > buffer.length ? encoder.encode(text) : buffer;
  const length = bytes === buffer ? encoder.encodeInto(text, buffer).written : bytes.length;
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  // An iterator would take longer than all the rest.
  for (let at = 0; at < length; at++) {
    low = (low ^ (bytes[at] as number)) >>> 0;
    // The prime is 2^40 + 0x1b3; a product of 32 bits by 9 is exact, and `>>> 0` takes its lower half.
    const product = low * PRIME;
    const lower = product >>> 0;
    high = (Math.imul(high, PRIME) + (product - lower) / TWO_32 + (low << 8)) >>> 0;
    low = lower;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
