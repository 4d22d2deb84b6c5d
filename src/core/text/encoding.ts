import { RouteLmtError, said } from "../errors.js";

/**
 * The encoding of a file: `utf-8`, `utf-16le`, `utf-16be`, or a single-byte encoding by its name in the WHATWG
 * Encoding Standard.
 */
export type Encoding = string;

/** A decoded file; a byte order mark stays in the text as U+FEFF, so that it is written back. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/** How far into a file an XML declaration or a PO header can name its encoding, in bytes. */
const DECLARATION_LENGTH = 4000;
const DECLARED =
  /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']|^(?:msgstr )?"Content-Type:[^"\n]{0,200}charset=([\w.:-]{1,40})/im;

/**
 * Decodes a file by its byte order mark; without one, by the encoding that its XML declaration or PO header
 * names, unless the bytes are valid UTF-8; otherwise as UTF-8.
 *
 * @param fallback encoding of files that are not UTF-8 and name none, such as ISO-8859-1 for Java properties
 * @throws {RouteLmtError} `format-malformed` when the bytes are not valid in that encoding
 */
export function decodeText(bytes: Uint8Array, fallback?: Encoding): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked) return decode(bytes, marked);
  const declared = declaredEncoding(bytes);
  // ASCII is valid UTF-8, too; only a declaration makes a difference.
  if (declared !== undefined && bytes.every((byte) => byte < 0x80)) return decode(bytes, declared);
  try {
    return decode(bytes, "utf-8");
  } catch (error) {
    const other = declared ?? fallback;
    if (other === undefined) throw error;
    return decode(bytes, other);
  }
}

/**
 * Encodes a text in its original encoding. UTF-16 is recognised only by its byte order mark, so one is added if
 * missing.
 *
 * @throws {RouteLmtError} `file-write` for a character that the encoding lacks
 */
export function encodeText({ text, encoding }: DecodedText): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const marked = text.startsWith("\ufeff") ? text : `\ufeff${text}`;
    const bytes = new Uint8Array(marked.length * 2);
    const view = new DataView(bytes.buffer);
    for (let index = 0; index < marked.length; index++) {
      view.setUint16(index * 2, marked.charCodeAt(index), encoding === "utf-16le");
    }
    return bytes;
  }
  const codes = codesOf(encoding);
  return Uint8Array.from(text, (char) => {
    const code = codes.get(char);
    if (code !== undefined) return code;
    throw new RouteLmtError(
      "file-write",
      said`The file is ${encoding.toUpperCase()}, which has no "${char}"`,
      said`Convert the file to UTF-8 and run again; nothing was written.`,
    );
  });
}

/** Whether an encoding has a character (a code point, as a string). */
export function hasCharacter(encoding: Encoding, char: string): boolean {
  return encoding.startsWith("utf-") || codesOf(encoding).has(char);
}

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "utf-8" : undefined;
}

/** The encoding that a file names, if it is a single-byte one. */
function declaredEncoding(bytes: Uint8Array): Encoding | undefined {
  const head = latin1(bytes.subarray(0, DECLARATION_LENGTH));
  const [, xml, po] = DECLARED.exec(head) ?? [];
  const name = (xml ?? po)?.toLowerCase();
  if (name === undefined || /^(?:us-)?ascii$/.test(name)) return undefined;
  if (/^(?:iso-?8859-1|latin-?1)$/.test(name)) return "iso-8859-1";
  try {
    const { encoding } = new TextDecoder(name);
    return isSingleByte(encoding) ? encoding : undefined;
  } catch {
    return undefined;
  }
}

function isSingleByte(encoding: Encoding): boolean {
  return /^(?:iso-8859-|windows-|koi8-|macintosh|x-mac-|ibm866)/.test(encoding);
}

function decode(bytes: Uint8Array, encoding: Encoding): DecodedText {
  // What the Encoding Standard calls iso-8859-1 is windows-1252; Java and gettext mean the real one.
  if (encoding === "iso-8859-1") return { text: latin1(bytes), encoding };
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch (error) {
    throw new RouteLmtError(
      "format-malformed",
      said`The file is not valid ${encoding.toUpperCase()}`,
      said`Convert it to UTF-8 and run again; nothing was written.`,
      { cause: error },
    );
  }
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x4000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x4000)));
  return parts.join("");
}

const codeTables = new Map<Encoding, ReadonlyMap<string, number>>();

/** The bytes of the characters of a single-byte encoding. */
function codesOf(encoding: Encoding): ReadonlyMap<string, number> {
  const known = codeTables.get(encoding);
  if (known) return known;
  const codes = new Map<string, number>();
  for (let code = 0; code < 256; code++) {
    try {
      codes.set(decode(Uint8Array.of(code), encoding).text, code);
    } catch {
      // The encoding has no character for this byte.
    }
  }
  codeTables.set(encoding, codes);
  return codes;
}
