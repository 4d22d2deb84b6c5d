import { createScanner, ScanError, SyntaxKind } from "jsonc-parser";
import { malformedAt } from "#core/text/splice.js";
import { type JsonNode, markShadowed } from "../tree/node.js";

type Expectation = "value" | "value-or-end" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const EXPECTED: Record<Expectation, string> = {
  value: "A value is expected",
  "value-or-end": "A value or ']' is expected",
  "key-or-end": "A property name in double quotes or '}' is expected",
  colon: "':' is expected",
  "comma-or-end": "',' or the closing bracket is expected",
  nothing: "The document is complete; nothing more is expected",
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
  const scanner = createScanner(text, false);
  if (text.startsWith("\ufeff")) scanner.setPosition(1);
  let root: JsonNode | undefined;
  let container: JsonNode | undefined;
  let expectation: Expectation = "value";
  let name = { text: "", start: 0, end: 0, lineStart: 0 };

  const unexpected = (): Error => malformedAt(text, scanner.getTokenOffset(), EXPECTED[expectation]);
  const lineStart = (): number => scanner.getTokenOffset() - scanner.getTokenStartCharacter();
  const add = (type: JsonNode["type"], value: string | undefined): JsonNode => {
    if (expectation !== "value" && expectation !== "value-or-end") throw unexpected();
    const start = scanner.getTokenOffset();
    const named = container?.type === "object";
    const node: JsonNode = {
      type,
      start,
      end: scanner.getPosition(),
      value,
      key: named ? name.text : (container?.children.length ?? 0),
      parent: container,
      children: type === "object" || type === "array" ? [] : NO_CHILDREN,
      propertyStart: named ? name.start : start,
      nameEnd: named ? name.end : start,
      lineStart: named ? name.lineStart : lineStart(),
      commaEnd: -1,
      shadowed: false,
    };
    if (container) container.children.push(node);
    else root = node;
    expectation = container ? "comma-or-end" : "nothing";
    return node;
  };
  const close = (type: "object" | "array"): void => {
    if (container?.type !== type || expectation === "value" || expectation === "colon") throw unexpected();
    container.end = scanner.getPosition();
    if (type === "object") markShadowed(container.children);
    container = container.parent;
    expectation = container ? "comma-or-end" : "nothing";
  };
  const comma = (): void => {
    const last = container?.children.at(-1);
    if (expectation !== "comma-or-end" || !last) throw unexpected();
    last.commaEnd = scanner.getPosition();
    expectation = container?.type === "object" ? "key-or-end" : "value-or-end";
  };
  const colon = (): void => {
    if (expectation !== "colon") throw unexpected();
    expectation = "value";
  };
  const string = (): void => {
    if (expectation !== "key-or-end") return void add("string", scanner.getTokenValue());
    name = {
      text: scanner.getTokenValue(),
      start: scanner.getTokenOffset(),
      end: scanner.getPosition(),
      lineStart: lineStart(),
    };
    expectation = "colon";
  };

  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const error = scanner.getTokenError();
    if (error !== ScanError.None) throw scanErrorAt(text, error, scanner.getTokenOffset(), scanner.getPosition());
    switch (token) {
      case SyntaxKind.Trivia:
      case SyntaxKind.LineBreakTrivia:
      case SyntaxKind.LineCommentTrivia:
      case SyntaxKind.BlockCommentTrivia:
        break;
      case SyntaxKind.OpenBraceToken:
        container = add("object", undefined);
        expectation = "key-or-end";
        break;
      case SyntaxKind.OpenBracketToken:
        container = add("array", undefined);
        expectation = "value-or-end";
        break;
      case SyntaxKind.CloseBraceToken:
        close("object");
        break;
      case SyntaxKind.CloseBracketToken:
        close("array");
        break;
      case SyntaxKind.CommaToken:
        comma();
        break;
      case SyntaxKind.ColonToken:
        colon();
        break;
      case SyntaxKind.StringLiteral:
        string();
        break;
      case SyntaxKind.NullKeyword:
        add("null", undefined);
        break;
      case SyntaxKind.NumericLiteral:
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
        add("other", undefined);
        break;
      default:
        throw unexpected();
    }
  }
  if (root === undefined) throw malformedAt(text, text.length, "The file is empty; a JSON object is expected");
  if (container) throw malformedAt(text, text.length, `The file ends early: ${EXPECTED[expectation]}`);
  return root;
}

const EXPLANATIONS: Partial<Record<ScanError, string>> = {
  [ScanError.UnexpectedEndOfString]: "The string is not closed",
  [ScanError.UnexpectedEndOfComment]: "The comment is not closed",
  [ScanError.UnexpectedEndOfNumber]: "The number is not complete",
  [ScanError.InvalidUnicode]: "The \\u escape is not valid: four hexadecimal digits are expected",
  [ScanError.InvalidEscapeCharacter]: "The escape is not valid",
  [ScanError.InvalidCharacter]: "A control character in a string must be escaped",
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
  return malformedAt(text, at, EXPLANATIONS[error] ?? "This is not valid JSON");
}
