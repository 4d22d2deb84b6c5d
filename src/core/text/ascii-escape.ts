/** An escaped non-ASCII character. Lone surrogates do not count: they can only be written escaped. */
const BEYOND_ASCII = /\\u(?!00[0-7]|d[89a-f])[0-9a-f]{4}|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}/i;

/** Escapes all non-ASCII characters; undefined if the file has some unescaped, or has none at all. */
export function asciiEscape(text: string): ((value: string) => string) | undefined {
  const body = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (!body.includes("\\") || !BEYOND_ASCII.test(body) || /[\u0080-\uffff]/.test(body)) return undefined;
  const upper = isUpper(body);
  return (value) => value.replace(/[\u0080-\uffff]/g, (char) => hexEscape(char.charCodeAt(0), upper));
}

export function isUpper(body: string): boolean {
  return /\\u[0-9]{0,3}[A-F]/.test(body) && !/\\u[0-9A-F]{0,3}[a-f]/.test(body);
}

export function hexEscape(code: number, upper: boolean): string {
  const digits = code.toString(16).padStart(4, "0");
  return `\\u${upper ? digits.toUpperCase() : digits}`;
}
