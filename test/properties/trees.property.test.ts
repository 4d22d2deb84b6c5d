import assert from "node:assert/strict";
import { parse as parseJs } from "@babel/parser";
import fc from "fast-check";
import { Engine as PhpParser } from "php-parser";
import { parse as parseToml } from "smol-toml";
import { parseDocument } from "yaml";
import { type Edit, type Format, keyId, type Unit } from "#core/formats/format.js";
import { js } from "#core/formats/js/js.js";
import { php } from "#core/formats/php/php.js";
import { toml } from "#core/formats/toml/toml.js";
import { yaml } from "#core/formats/yaml/yaml.js";
import { jsFile, jsText } from "../fixtures/formats/js/files.js";
import { phpFile, phpText } from "../fixtures/formats/php/files.js";
import { tomlFile, tomlText } from "../fixtures/formats/toml/files.js";
import { leavesOf, type TreeFile } from "../fixtures/formats/trees.js";
import { yamlFile, yamlText } from "../fixtures/formats/yaml/files.js";
import { casesOf } from "../support/long.js";

const RUNS = casesOf(1500, 200);

interface Language {
  readonly format: Format;
  readonly files: fc.Arbitrary<TreeFile>;
  readonly values: fc.Arbitrary<string>;
  /** A file without values. */
  readonly empty: string;
  /** A file's strings as read by another parser, by the id of their key. */
  leavesOf(text: string): Map<string, string>;
}

const LANGUAGES: readonly Language[] = [
  { format: yaml, files: yamlFile, values: yamlText, empty: "", leavesOf: yamlLeaves },
  { format: toml, files: tomlFile, values: tomlText, empty: "", leavesOf: tomlLeaves },
  { format: js, files: jsFile, values: jsText, empty: "export default {}", leavesOf: jsLeaves },
  { format: php, files: phpFile, values: phpText, empty: "<?php return [];", leavesOf: phpLeaves },
];

function yamlLeaves(text: string): Map<string, string> {
  // The library does not treat a lone CR as a line end, and miscounts columns after a byte order mark.
  const document = parseDocument(text.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n"), {
    uniqueKeys: false,
    stringKeys: true,
    logLevel: "silent",
  });
  assert.deepEqual(document.errors, [], text);
  return leavesOf(document.toJS({ mapAsMap: true }));
}

function tomlLeaves(text: string): Map<string, string> {
  // TOML has no CR as a line end; the library refuses one.
  return leavesOf(parseToml(text.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n")));
}

/** A node of another parser's tree. */
type Syntax = { readonly type?: string; readonly kind?: string; readonly [name: string]: unknown };

/** The strings that a module exports, as read by Babel. */
function jsLeaves(text: string): Map<string, string> {
  const { program, errors } = parseJs(text, {
    sourceType: "unambiguous",
    plugins: ["typescript"],
    errorRecovery: false,
  });
  assert.deepEqual(errors ?? [], [], text);
  const constants = new Map<string, Syntax>();
  let found: Syntax | undefined;
  const resolved = (node: Syntax | undefined): Syntax | undefined => {
    const bare = withoutType(node);
    return bare?.type === "Identifier" ? constants.get(String(bare["name"])) : bare;
  };
  for (const statement of program.body as unknown as Syntax[]) {
    const { type, declaration, expression, specifiers } = statement as Record<string, Syntax & Syntax[]>;
    const isDeclared = String(type) === "VariableDeclaration";
    for (const one of ((isDeclared ? statement : declaration)?.["declarations"] ?? []) as Record<string, Syntax>[]) {
      const value = withoutType(one["init"]);
      if (value) constants.set(String(one["id"]?.["name"]), value);
      if (!isDeclared) found = value;
    }
    if (String(type) === "ExportDefaultDeclaration") found = resolved(declaration);
    if (expression?.["operator"] === "=") found = resolved(expression["right"] as Syntax);
    for (const one of specifiers ?? []) if (declaration === null) found = resolved(one["local"] as Syntax);
  }
  return leavesOf(jsValue(found));
}

function withoutType(node: Syntax | undefined): Syntax | undefined {
  return /^TS(?:As|Satisfies)Expression$/.test(node?.type ?? "") ? withoutType(node?.["expression"] as Syntax) : node;
}

function jsValue(typed: Syntax | undefined): unknown {
  const node = withoutType(typed);
  const list = (name: string): Syntax[] => (node?.[name] ?? []) as Syntax[];
  switch (node?.type) {
    case "StringLiteral":
      return node["value"];
    case "TemplateLiteral":
      return list("expressions").length > 0 ? undefined : (list("quasis")[0] as { value?: Syntax }).value?.["cooked"];
    case "BinaryExpression": {
      const [left, right] = [jsValue(node["left"] as Syntax), jsValue(node["right"] as Syntax)];
      return typeof left === "string" && typeof right === "string" ? left + right : undefined;
    }
    case "ArrayExpression":
      return list("elements").map(jsValue);
    case "ObjectExpression": {
      const named = list("properties").filter(({ type, computed }) => type === "ObjectProperty" && computed === false);
      return new Map(
        named.map(({ key, value }) => {
          const { type, name, value: text } = key as Record<string, unknown>;
          return [type === "Identifier" ? name : String(text), jsValue(value as Syntax)];
        }),
      );
    }
    default:
      return undefined;
  }
}

/** The strings that a PHP file returns, as read by php-parser. */
function phpLeaves(text: string): Map<string, string> {
  const parser = new PhpParser({ parser: { suppressErrors: false, version: "8.2" } });
  const { children } = parser.parseCode(text.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n"), "file.php");
  const returned = (children as unknown as Syntax[]).find(({ kind }) => kind === "return");
  return leavesOf(phpValue(returned?.["expr"] as Syntax));
}

function phpValue(node: Syntax | undefined): unknown {
  switch (node?.kind) {
    case "string":
    case "nowdoc":
      return node["value"];
    case "encapsed": {
      const expressions = (node["value"] as Record<string, Syntax>[]).map(({ expression }) => expression);
      const parts = expressions.map(phpValue);
      // At the end of a heredoc, the library treats an escaped CR as part of the line end; PHP does not.
      if (/(?<!\\)(?:\\\\)*\\r\n$/.test(String(expressions.at(-1)?.["raw"]))) parts.push("\r");
      return parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
    }
    case "bin": {
      const [left, right] = [phpValue(node["left"] as Syntax), phpValue(node["right"] as Syntax)];
      return node["type"] === "." && typeof left === "string" && typeof right === "string" ? left + right : undefined;
    }
    case "array": {
      const items = node["items"] as Record<string, Syntax | undefined>[];
      if (items.length > 0 && items.every(({ key }) => !key)) return items.map(({ value }) => phpValue(value));
      const named = items.filter(({ key }) => key?.kind === "string" || key?.kind === "number");
      return new Map(named.map(({ key, value }) => [String(key?.["value"]), phpValue(value)]));
    }
    default:
      return undefined;
  }
}

const byKey = (units: readonly Unit[]): Map<string, string> =>
  new Map(units.map(({ key, value }) => [keyId(key), value]));

const editsOf = (units: readonly Unit[]): Edit[] => units.map(({ key, value }) => ({ key, value }));

for (const { format, files, values, empty, leavesOf } of LANGUAGES) {
  describe(`Property: trees of ${format.name}`, () => {
    it("another parser reads the same values", () => {
      fc.assert(
        fc.property(files, ({ text }) => {
          assert.deepEqual(byKey(format.read(text).units), leavesOf(text));
        }),
        RUNS,
      );
    });

    it("edits and insertions together read back exactly, here and by another parser", () => {
      const picks = fc.array(fc.tuple(fc.nat(), values), { maxLength: 8 });
      fc.assert(
        fc.property(files, picks, ({ text, leaves, additions }, picks) => {
          const { units } = format.read(text);
          const changes = picks.flatMap(([pick, value]) => {
            const unit = units[pick % units.length];
            return unit ? [{ key: unit.key, value }] : [];
          });
          const edits = [...changes, ...additions];
          const after = format.write(text, edits, { sourceOrder: additions.map(({ key }) => key) });
          const expected = new Map(leaves);
          for (const { key, value } of edits) expected.set(keyId(key), value);
          assert.deepEqual(byKey(format.read(after).units), expected);
          assert.deepEqual(leavesOf(after), expected);
        }),
        RUNS,
      );
    });

    it("a target that lacks keys gets them in the order of the source", () => {
      fc.assert(
        fc.property(files, fc.array(fc.nat(), { minLength: 1 }), ({ text }, lacks) => {
          const source = format
            .read(text)
            .units.filter(({ key }) => key.length > 0 && key.every((part) => typeof part === "string"));
          const sourceOrder = source.map(({ key }) => key);
          const write = (target: string, units: readonly Unit[]): string =>
            format.write(target, editsOf(units), { sourceOrder, sourceText: text });
          const has = source.filter((_, index) => !lacks.some((one) => one % source.length === index));
          const missing = source.filter((unit) => !has.includes(unit)).reverse();
          const filled = write(write(empty, has), missing);
          const keys = (one: string): string[] => format.read(one).units.map(({ key }) => keyId(key));
          assert.deepEqual(keys(filled), keys(write(empty, source)));
        }),
        RUNS,
      );
    });
  });
}
