import { createHash } from "node:crypto";
import native, { type PlatformPath } from "node:path";
import { pathToFileURL } from "node:url";
import { type FileFinding, type FileReport, RULES } from "../core/checks/check-file.js";
import { keyId, keyName } from "../core/formats/format.js";
import { findingText, fixText } from "../workspace/finding-text.js";
import { inEnglish } from "../workspace/localize.js";
import { pathInside } from "../workspace/path-inside.js";

/**
 * Findings as a SARIF 2.1.0 log (OASIS standard), in the form that GitHub code scanning reads.
 *
 * @param folder that paths are relative to
 */
export function sarifOf(reports: readonly FileReport[], folder: string): object {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "RouteLMT", rules: RULES.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: reports.flatMap((report) => resultsOf(report, uriOf(report.path, folder))),
      },
    ],
  };
}

function ruleOf({ name, title, explanation }: (typeof RULES)[number]): object {
  return {
    id: name,
    name,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text: explanation },
    defaultConfiguration: { level: "warning" },
  };
}

function resultsOf({ direction, findings }: FileReport, uri: string): object[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const { check, severity, key, fix } = finding;
    // Lines move, keys do not; several findings of one kind at a key are distinguished by number.
    const identity = JSON.stringify([uri, direction.target, check, keyId(key)]);
    const number = (times.get(identity) ?? 0) + 1;
    times.set(identity, number);
    const name = key.length > 0 ? ` (${keyName(key)})` : "";
    return {
      ruleId: check,
      ruleIndex: RULES.findIndex((rule) => rule.name === check),
      level: severity,
      message: { text: `${findingText(finding, inEnglish)}${name}` },
      locations: [{ physicalLocation: { artifactLocation: { uri }, region: regionOf(finding) } }],
      partialFingerprints: { "routelmt/v1": createHash("sha256").update(`${identity} ${number}`).digest("hex") },
      ...(fix ? { fixes: [fixOf(finding, fix, uri)] } : {}),
    };
  });
}

function regionOf({ start, end }: FileFinding): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixOf(finding: FileFinding, { action, text }: NonNullable<FileFinding["fix"]>, uri: string): object {
  const replacements = [{ deletedRegion: regionOf(finding), insertedContent: { text } }];
  return {
    description: { text: fixText(action, inEnglish) },
    artifactChanges: [{ artifactLocation: { uri }, replacements }],
  };
}

/**
 * The address of a file: relative if the file is below the folder, as code scanning requires.
 *
 * @param path absolute, or relative to the folder
 * @param path rules; by default, those of the running system
 */
export function uriOf(path: string, folder: string, rules: PlatformPath = native): string {
  const whole = rules.resolve(folder, path);
  const inside = pathInside(folder, whole, rules);
  if (inside !== undefined) return inside.split("/").map(encodeURIComponent).join("/");
  return pathToFileURL(whole, { windows: rules.sep === "\\" }).href;
}
