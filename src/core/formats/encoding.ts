import { RouteLmtError } from "../errors.js";

/** Encodings that a file may be found in. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** A decoded file; a byte order mark stays in the text as U+FEFF, so that it is written back. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * Decodes a file by its byte order mark, else as UTF-8.
 *
 * @throws {RouteLmtError} `format-malformed` when the bytes are not valid in that encoding
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding: Encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch (error) {
    throw new RouteLmtError(
      "format-malformed",
      `The file is not valid ${encoding.toUpperCase()}`,
      "Convert it to UTF-8 and run again; nothing was written.",
      { cause: error },
    );
  }
}

/** Encodes a text as it was found. */
export function encodeText({ text, encoding }: DecodedText): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) {
    view.setUint16(index * 2, text.charCodeAt(index), encoding === "utf-16le");
  }
  return bytes;
}
