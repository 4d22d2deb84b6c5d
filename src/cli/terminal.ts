import { messageOf, RouteLmtError } from "../core/errors.js";
import { EXIT } from "./exit-code.js";

/** The ECMA-48 numbers that begin and end a style. */
const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;
type Style = keyof typeof STYLES;

/** Where the command line writes; results to `out`, everything else to `err`. */
export interface Terminal {
  /** Writes one line for people, without anything that would control a terminal ({@link onOneLine}). */
  readonly out: (line: string) => void;
  /** As `out`, to standard error. */
  readonly err: (line: string) => void;
  /** Writes a value for programs. */
  readonly json: (value: object) => void;
  /** Writes a text for programs, or one of our own, unchanged. */
  readonly raw: (text: string) => void;
  /** Shows progress in place, on a terminal only; an empty text removes it. */
  readonly status: (text: string) => void;
  readonly width: number;
  /** Styles a part of a line for `out` or `err`, if colours are shown. */
  readonly paint: (style: Style, text: string) => string;
}

/** The parts of a stream in use. */
type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => unwritable(stream, error));
  return openTerminal(process.stdout, process.stderr, !process.env["NO_COLOR"]);
}

/**
 * The reader may close the output early, as `head` does: the rest is not written, and the command ends
 * normally. On a full disk it goes on, too, because it may be writing paid translations, but it exits with an error.
 */
function unwritable(stream: Stream, { code, message }: NodeJS.ErrnoException): void {
  if (code === "EPIPE" || hasFailed) return;
  hasFailed = true;
  process.once("exit", (exitCode) => {
    if (exitCode === EXIT.done) process.exitCode = EXIT.partial;
  });
  if (stream === process.stdout)
    process.stderr.write(`Error: The output cannot be written: ${message}.\nMake room, and run again.\n`);
}

let hasFailed = false;

/** A terminal over two streams. */
export function openTerminal(stdout: Stream, stderr: Stream, wantsColours: boolean): Terminal {
  const colours = stdout.isTTY && wantsColours;
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001b[K");
    shown = false;
  };
  const write = (stream: Stream, text: string): void => {
    clear();
    stream.write(`${text}\n`);
  };
  return {
    out: (line) => write(stdout, painted(onOneLine(line))),
    err: (line) => write(stderr, painted(onOneLine(line))),
    json: (value) => write(stdout, escaped(JSON.stringify(value, null, 2))),
    raw: (text) => write(stdout, text),
    status: (text) => {
      if (!stderr.isTTY) return;
      clear();
      stderr.write(onOneLine(text));
      shown = text !== "";
    },
    width: Math.max(60, stdout.columns ?? 100),
    paint: (style, text) => (colours ? `${START}${STYLES[style].join(" ")}m${text}${END}` : text),
  };
}

/** Marks for styles, with characters that texts do not have: they become escape sequences once all others are removed. */
const [START, END] = ["\ufdd0", "\ufdd1"];
const PAINTED = new RegExp(`${START}(\\d+) (\\d+)m([^${START}${END}]*)${END}`, "g");

function painted(line: string): string {
  return line.replace(PAINTED, "\u001b[$1m$3\u001b[$2m");
}

/** The same JSON without characters that a terminal obeys; JSON itself escapes only those below U+0020. */
function escaped(json: string): string {
  return json.replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Reports an error: what was wrong, and what to do; unexpected ones with their stack. */
export function tell({ err }: Pick<Terminal, "err">, error: unknown): void {
  if (error instanceof RouteLmtError) {
    err(`Error: ${error.message}.`);
    err(error.advice);
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  for (const line of `Unexpected error: ${text}`.split("\n")) err(line);
}

/** Display width of a text, roughly: wide East Asian characters count as two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char)
      ? 2
      : 1;
  return width;
}

/** A text without characters that move a terminal's cursor, break its lines or change the text direction. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ");
}

/** Fits a text on one line of a width: control characters become spaces, and long texts are cut with an ellipsis. */
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
