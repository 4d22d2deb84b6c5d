import { atOnce } from "#core/text/at-once.js";
import { said } from "../../errors.js";
import { type TomlFile, TomlTree } from "./build.js";
import { type KeyPart, TomlCursor } from "./cursor.js";
import { childAt, type TomlNode } from "./node.js";
import { scanString } from "./string.js";

/** An array or inline table that is not closed yet. */
interface Open {
  readonly node: TomlNode;
  /** The value after which a comma may follow. */
  last: TomlNode | undefined;
}

/**
 * Parses a TOML text into nodes with offsets, in short steps: TOML 1.0.0, with what 1.1.0 allows in inline tables and
 * escapes, and with CR as a line end. Iterative, so that depth costs no stack; linear in the text.
 *
 * @throws {MalformedFileError} at the first error
 */
export function parseTomlSteps(text: string): Generator<void, TomlFile> {
  return new TomlParser(text).steps();
}

/** {@link parseTomlSteps} without pauses. @throws {MalformedFileError} */
export function parseToml(text: string): TomlFile {
  return atOnce(parseTomlSteps(text));
}

/** Lines with a header or a key that are read in one step. */
const LINES_IN_STEP = 1000;

const DATE = "\\d{4}-\\d\\d-\\d\\d";
const TIME = "\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?";
/** Everything but strings, arrays and tables: booleans, dates, numbers. */
const BARE_VALUE = new RegExp(
  `(?:true|false|${DATE}(?:[Tt ]${TIME}(?:[Zz]|[+-]\\d\\d:\\d\\d)?)?|${TIME}|[+-]?(?:inf|nan)` +
    "|0x[\\da-fA-F]+(?:_[\\da-fA-F]+)*|0o[0-7]+(?:_[0-7]+)*|0b[01]+(?:_[01]+)*" +
    "|[+-]?(?:0|[1-9]\\d*(?:_\\d+)*)(?:\\.\\d+(?:_\\d+)*)?(?:[eE][+-]?\\d+(?:_\\d+)*)?)(?=[ \\t\\r\\n,#\\]}]|$)",
  "y",
);

class TomlParser {
  readonly #cursor: TomlCursor;
  readonly #tree: TomlTree;

  constructor(text: string) {
    this.#cursor = new TomlCursor(text);
    this.#tree = new TomlTree(this.#cursor);
  }

  *steps(): Generator<void, TomlFile> {
    for (let done = 1; ; done++) {
      if (done % LINES_IN_STEP === 0) yield;
      this.#skipToLine();
      if (this.#cursor.at >= this.#cursor.text.length) break;
      if (this.#cursor.char === "[") this.#header();
      else this.#line();
      this.#finishLine();
    }
    return this.#tree.file;
  }

  /** Skips blank lines and comments. */
  #skipToLine(): void {
    this.#tree.commentStart = -1;
    for (;;) {
      this.#cursor.skipBlanks();
      if (this.#cursor.char === "#") {
        if (this.#tree.commentStart < 0) this.#tree.commentStart = this.#cursor.at;
        this.#cursor.skipToLineEnd();
        this.#cursor.skipLineEnd();
      } else if (this.#cursor.skipLineEnd()) this.#tree.commentStart = -1;
      else return;
    }
  }

  #finishLine(): void {
    this.#cursor.skipBlanks();
    if (this.#cursor.char === "#") this.#cursor.skipToLineEnd();
    this.#tree.endSection();
    if (!this.#cursor.skipLineEnd() && this.#cursor.at < this.#cursor.text.length)
      throw this.#cursor.wrong(said`Nothing more is expected on this line: the value needs quotes`);
  }

  #header(): void {
    const start = this.#cursor.at;
    const isList = this.#cursor.text.startsWith("[[", this.#cursor.at);
    this.#cursor.at += isList ? 2 : 1;
    this.#cursor.skipBlanks();
    const path = this.#cursor.key(said`A name is expected`);
    const closing = isList ? "]]" : "]";
    if (!this.#cursor.text.startsWith(closing, this.#cursor.at))
      throw this.#cursor.wrong(said`${`'${closing}'`} is expected`);
    this.#cursor.at += closing.length;
    this.#tree.openSection({ path, isList, start });
  }

  #line(): void {
    const path = this.#cursor.key(said`A key with '=', a section or a comment is expected`);
    const last = path.pop() as KeyPart;
    const open: Open[] = [];
    this.#assign(this.#tree.dotted(this.#tree.table, path), last, open);
    for (let top = open.at(-1); top; top = open.at(-1)) this.#within(top, open);
  }

  /** Reads `=` and a value, or the opening bracket of one. */
  #assign(parent: TomlNode, part: KeyPart, open: Open[]): TomlNode {
    if (childAt(parent, part.name)) throw this.#tree.twice(part);
    if (this.#cursor.char !== "=") throw this.#cursor.wrong(said`${"'='"} is expected`);
    this.#cursor.at++;
    this.#cursor.skipBlanks();
    return this.#begin(parent, part, open);
  }

  /** Reads a value, or the opening bracket of one. */
  #begin(parent: TomlNode, part: KeyPart, open: Open[]): TomlNode {
    const text = this.#cursor.text;
    const start = this.#cursor.at;
    const char = text[start];
    if (char === "[" || char === "{") {
      const node = this.#tree.add(parent, part, char === "[" ? "array" : "inline");
      this.#cursor.at++;
      open.push({ node, last: undefined });
      return node;
    }
    if (char === '"' || char === "'") {
      const { value, quotes, end } = scanString(text, start);
      const node = this.#tree.add(parent, part, "scalar", { value, quotes });
      this.#endAt(node, end);
      return node;
    }
    BARE_VALUE.lastIndex = start;
    if (!BARE_VALUE.test(text)) {
      const isMissing = char === undefined || /[\r\n,#\]}]/.test(char);
      throw this.#cursor.wrong(
        isMissing ? said`A value is expected` : said`A value cannot begin with this character: it needs quotes`,
      );
    }
    const node = this.#tree.add(parent, part, "scalar");
    this.#endAt(node, BARE_VALUE.lastIndex);
    return node;
  }

  /** Reads the next value, comma or closing bracket in an array or inline table. */
  #within(top: Open, open: Open[]): void {
    this.#cursor.skipInside();
    const { node, last } = top;
    const isArray = node.form === "array";
    const char = this.#cursor.char;
    if (char === (isArray ? "]" : "}")) {
      this.#endAt(node, this.#cursor.at + 1);
      open.pop();
    } else if (last) {
      if (char !== ",") throw this.#cursor.wrong(said`A comma or the closing bracket is expected`);
      this.#cursor.at++;
      last.commaEnd = this.#cursor.at;
      top.last = undefined;
    } else if (isArray) {
      const part = { name: node.children.length, start: this.#cursor.at, end: this.#cursor.at };
      top.last = this.#begin(node, part, open);
    } else {
      const path = this.#cursor.key(said`A key or the closing bracket is expected`);
      const part = path.pop() as KeyPart;
      top.last = this.#assign(this.#tree.dotted(node, path), part, open);
    }
  }

  #endAt(node: TomlNode, end: number): void {
    node.end = end;
    this.#cursor.at = end;
    if (!node.quotes?.endsWith("-lines")) return;
    const written = this.#cursor.text.slice(node.start, end);
    const line = Math.max(written.lastIndexOf("\n"), written.lastIndexOf("\r")) + 1;
    if (line > 0) this.#cursor.lineStart = node.start + line;
  }
}
