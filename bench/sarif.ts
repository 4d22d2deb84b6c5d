/**
 * Validates the output of `routelmt check --sarif` against the SARIF 2.1.0 schema of OASIS, which comes from an npm
 * package. The output has findings of every kind, with keys, paths and values that are hard to write.
 *
 * usage: npx tsx bench/sarif.ts
 */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { sarifOf } from "#cli/sarif.js";
import { checkFile, type FileReport, RULES } from "#core/checks/check-file.js";
import { formatFor } from "#core/formats/registry.js";
import { packageFile } from "./package-files.js";
import { printTable, say } from "./table.js";

const SCHEMA = packageFile(
  "npm:@datadog/datadog-ci@2.48.0",
  "dist/commands/sarif/json-schema/sarif-schema-2.1.0.json",
).toString("utf8");
const direction = { source: "en", target: "de" };

function reportOf(sourcePath: string, source: string, path: string, target: string | undefined): FileReport {
  const format = formatFor(sourcePath, source, undefined);
  return checkFile({ format, source: { path: sourcePath, text: source }, target: { path, text: target }, direction });
}

const HARD = { "a\nb\u0000": "Open {name}: ", "\ud800 ünï %": "Save <b>all</b>?", "": "Wait\nhere…", gone: "Gone" };
const BROKEN = { "a\nb\u0000": "{nom} öffnen", "\ud800 ünï %": "Alles alles \u200bsichern", "": "Warten", new: "Neu" };
const PO = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "_Save"\nmsgstr "Sichern"\n';
const webshop = (language: string): string => readFileSync(`examples/webshop/locales/${language}.json`, "utf8");

const SETS: Record<string, FileReport[]> = {
  nothing: [],
  webshop: [reportOf("locales/en.json", webshop("en"), "locales/de.json", webshop("de"))],
  "hard to write": [
    reportOf("en.json", JSON.stringify(HARD), "dir with blank/ü%20#?.json", JSON.stringify(BROKEN)),
    reportOf("en.json", JSON.stringify(HARD), "/elsewhere/de.json", JSON.stringify(BROKEN, undefined, "\t")),
  ],
  "whole files": [
    reportOf("en.json", "{}", "../de.json", "{"),
    reportOf("en.json", '{"a":"b"}', "de.json", undefined),
    reportOf("de.po", PO, "de.po", PO),
  ],
};

const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(JSON.parse(SCHEMA));
const failures: string[] = [];
const rows = Object.entries(SETS).map(([name, reports]) => {
  // The printed text is validated, not the object.
  const log = JSON.parse(JSON.stringify(sarifOf(reports, process.cwd())));
  for (const { instancePath, message } of validate(log) ? [] : (validate.errors ?? []))
    failures.push(`${name}: ${instancePath} ${message}`);
  const found = reports.flatMap(({ findings }) => findings);
  return [name, reports.length, found.length, found.filter(({ fix }) => fix).length];
});
// A schema that accepts everything would prove nothing.
if (validate({ version: "2.1.0", runs: [{ tool: {} }] })) failures.push("a log without a tool's name is valid");

say(`${RULES.length} rules`);
printTable(["log", "files", "findings", "with a fix"], rows);
for (const failure of failures) say(`FAILED ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
