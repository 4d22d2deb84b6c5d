import { styleText } from "node:util";
import { messageOf, RouteLmtError } from "../core/errors.js";

type Style = Parameters<typeof styleText>[0];

/** Where the command line writes; results to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Shows progress in place, on a terminal only; an empty text removes it. */
  readonly status: (text: string) => void;
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  const colours = stdout.isTTY && !process.env["NO_COLOR"];
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001b[K");
    shown = false;
  };
  return {
    out: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    err: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    status: (text) => {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(text);
      shown = text !== "";
    },
    width: Math.max(60, stdout.columns ?? 100),
    paint: (style, text) => (colours ? styleText(style, text) : text),
  };
}

/** An error for people: what was wrong, and what to do. Unexpected ones with their stack. */
export function explain(error: unknown): string {
  if (error instanceof RouteLmtError) return `Error: ${error.message}.\n${error.advice}`;
  return `Unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`;
}

/** Display width of a text, roughly: wide East Asian characters count two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char)
      ? 2
      : 1;
  return width;
}

/** A text without what moves a terminal's cursor, breaks its lines or turns the direction of the others. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ");
}

/** Fits a text on one line of a width: control characters shown as blanks, cut with an ellipsis. */
export function toWidth(text: string, width: number): string {
  const line = onOneLine(text);
  if (displayWidth(line) <= width) return line + " ".repeat(width - displayWidth(line));
  let cut = "";
  for (const char of line) {
    if (displayWidth(cut + char) > width - 1) break;
    cut += char;
  }
  return `${cut}…${" ".repeat(Math.max(0, width - 1 - displayWidth(cut)))}`;
}
