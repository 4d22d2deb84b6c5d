import { createScanner, type JSONScanner, ScanError, SyntaxKind } from "jsonc-parser";
import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import type { JsonNode } from "../tree/node.js";

type Expectation = "value" | "value-or-end" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const EXPECTED: Record<Expectation, Said> = {
  value: said`A value is expected`,
  "value-or-end": said`A value or ']' is expected`,
  "key-or-end": said`A property name in double quotes or '}' is expected`,
  colon: said`${"':'"} is expected`,
  "comma-or-end": said`',' or the closing bracket is expected`,
  nothing: said`The document is complete; nothing more is expected`,
};

/** Most nodes are leaves: they share one empty list of children. */
const NO_CHILDREN: JsonNode[] = [];

/**
 * Parses JSON, with comments and trailing commas, into nodes with offsets. Iterative, so that depth costs no stack;
 * linear in the text.
 *
 * @throws {MalformedFileError} at the first error
 */
export function parseJsonTree(text: string): JsonNode {
  return atOnce(parseJsonSteps(text));
}

/** {@link parseJsonTree} in short steps, for large files. */
export function parseJsonSteps(text: string): Generator<void, JsonNode> {
  return new JsonParser(text).steps();
}

/** Tokens, white space among them, that are read in one step. */
const TOKENS_IN_STEP = 5000;

class JsonParser {
  readonly #text: string;
  readonly #scanner: JSONScanner;
  #root: JsonNode | undefined;
  #container: JsonNode | undefined;
  #expectation: Expectation = "value";
  /** The last name of a property. */
  #name = { text: "", start: 0, end: 0, lineStart: 0 };
  /** The last property of each name, for each open object. */
  readonly #named: Map<string, JsonNode>[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#scanner = createScanner(text, false);
    if (text.startsWith("\ufeff")) this.#scanner.setPosition(1);
  }

  *steps(): Generator<void, JsonNode> {
    while (this.#some(TOKENS_IN_STEP)) yield;
    const { length } = this.#text;
    if (!this.#root) throw malformedAt(this.#text, length, said`The file is empty; a JSON object is expected`);
    if (this.#container)
      throw malformedAt(this.#text, length, said`The file ends early: ${EXPECTED[this.#expectation]}`);
    return this.#root;
  }

  /** Reads some tokens; returns whether there may be more. */
  #some(count: number): boolean {
    const scanner = this.#scanner;
    for (let left = count; left > 0; left--) {
      const token = scanner.scan();
      if (token === SyntaxKind.EOF) return false;
      const error = scanner.getTokenError();
      if (error !== ScanError.None)
        throw scanErrorAt(this.#text, error, scanner.getTokenOffset(), scanner.getPosition());
      this.#token(token);
    }
    return true;
  }

  #token(token: SyntaxKind): void {
    switch (token) {
      case SyntaxKind.Trivia:
      case SyntaxKind.LineBreakTrivia:
      case SyntaxKind.LineCommentTrivia:
      case SyntaxKind.BlockCommentTrivia:
        break;
      case SyntaxKind.OpenBraceToken:
        this.#open("object", "key-or-end");
        break;
      case SyntaxKind.OpenBracketToken:
        this.#open("array", "value-or-end");
        break;
      case SyntaxKind.CloseBraceToken:
        this.#close("object");
        break;
      case SyntaxKind.CloseBracketToken:
        this.#close("array");
        break;
      case SyntaxKind.CommaToken:
        this.#comma();
        break;
      case SyntaxKind.ColonToken:
        this.#colon();
        break;
      case SyntaxKind.StringLiteral:
        this.#string();
        break;
      case SyntaxKind.NullKeyword:
        this.#add("null", undefined);
        break;
      case SyntaxKind.NumericLiteral:
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
        this.#add("other", undefined);
        break;
      default:
        throw this.#unexpected();
    }
  }

  #add(type: JsonNode["type"], value: string | undefined): JsonNode {
    if (this.#expectation !== "value" && this.#expectation !== "value-or-end") throw this.#unexpected();
    const container = this.#container;
    const start = this.#scanner.getTokenOffset();
    const name = container?.type === "object" ? this.#name : undefined;
    const node: JsonNode = {
      type,
      start,
      end: this.#scanner.getPosition(),
      value,
      key: name?.text ?? container?.children.length ?? 0,
      parent: container,
      children: type === "object" || type === "array" ? [] : NO_CHILDREN,
      propertyStart: name?.start ?? start,
      nameEnd: name?.end ?? start,
      lineStart: name?.lineStart ?? this.#lineStart(),
      commaEnd: -1,
      shadowed: false,
    };
    if (container) container.children.push(node);
    else this.#root = node;
    if (name) this.#shadow(name.text, node);
    this.#expectation = container ? "comma-or-end" : "nothing";
    return node;
  }

  /** Marks an earlier property of the same name: the last one counts, as in every JSON parser. */
  #shadow(name: string, node: JsonNode): void {
    const named = this.#named.at(-1);
    const earlier = named?.get(name);
    if (earlier) earlier.shadowed = true;
    named?.set(name, node);
  }

  #open(type: "object" | "array", expectation: Expectation): void {
    this.#container = this.#add(type, undefined);
    if (type === "object") this.#named.push(new Map());
    this.#expectation = expectation;
  }

  #close(type: "object" | "array"): void {
    const container = this.#container;
    if (container?.type !== type || this.#expectation === "value" || this.#expectation === "colon")
      throw this.#unexpected();
    container.end = this.#scanner.getPosition();
    if (type === "object") this.#named.pop();
    this.#container = container.parent;
    this.#expectation = container.parent ? "comma-or-end" : "nothing";
  }

  #comma(): void {
    const last = this.#container?.children.at(-1);
    if (this.#expectation !== "comma-or-end" || !last) throw this.#unexpected();
    last.commaEnd = this.#scanner.getPosition();
    this.#expectation = this.#container?.type === "object" ? "key-or-end" : "value-or-end";
  }

  #colon(): void {
    if (this.#expectation !== "colon") throw this.#unexpected();
    this.#expectation = "value";
  }

  #string(): void {
    const text = this.#scanner.getTokenValue();
    if (this.#expectation !== "key-or-end") {
      this.#add("string", text);
      return;
    }
    const [start, end] = [this.#scanner.getTokenOffset(), this.#scanner.getPosition()];
    this.#name = { text, start, end, lineStart: this.#lineStart() };
    this.#expectation = "colon";
  }

  #lineStart(): number {
    return this.#scanner.getTokenOffset() - this.#scanner.getTokenStartCharacter();
  }

  #unexpected(): Error {
    return malformedAt(this.#text, this.#scanner.getTokenOffset(), EXPECTED[this.#expectation]);
  }
}

const EXPLANATIONS: Partial<Record<ScanError, Said>> = {
  [ScanError.UnexpectedEndOfString]: said`The string is not closed`,
  [ScanError.UnexpectedEndOfComment]: said`The comment is not closed`,
  [ScanError.UnexpectedEndOfNumber]: said`The number is not complete`,
  [ScanError.InvalidUnicode]: said`The \\u escape is not valid: four hexadecimal digits are expected`,
  [ScanError.InvalidEscapeCharacter]: said`The escape is not valid`,
  [ScanError.InvalidCharacter]: said`A control character in a string must be escaped`,
};

/** The error for a token; inside a string it points to the character, not the quote. */
function scanErrorAt(text: string, error: ScanError, start: number, end: number): Error {
  let at = start;
  if (error === ScanError.InvalidUnicode || error === ScanError.InvalidEscapeCharacter) {
    const valid = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
    for (at = text.indexOf("\\", start); ; at = text.indexOf("\\", valid.lastIndex)) {
      valid.lastIndex = at;
      if (!valid.test(text)) break;
    }
  } else if (error === ScanError.InvalidCharacter) {
    while (at < end && text.charCodeAt(at) > 0x1f) at++;
  }
  return malformedAt(text, at, EXPLANATIONS[error] ?? said`This is not valid JSON`);
}
