const PRIME = 0x1b3;
const TWO_32 = 0x1_0000_0000;
const encoder = new TextEncoder();

/**
 * The FNV-1a hash of a text in UTF-8 (RFC 9923), 64 bits as 16 hexadecimal digits. It distinguishes a
 * text from its earlier versions; it does not protect against deliberate collisions.
 */
export function textHash(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of encoder.encode(text)) {
    low = (low ^ byte) >>> 0;
    // The prime is 2^40 + 0x1b3; JavaScript multiplies 32 bits by 9 exactly.
    const product = low * PRIME;
    high = (high * PRIME + Math.floor(product / TWO_32) + ((low << 8) >>> 0)) % TWO_32;
    low = product % TWO_32;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
