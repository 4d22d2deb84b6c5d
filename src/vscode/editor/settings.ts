import { resolve } from "node:path";
import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { type FormalitySetting, readFormality } from "#core/language/formality.js";
import { knownLanguages, parseLanguage } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { Price } from "#core/routing/cost.js";
import type { Cap } from "#core/routing/ledger.js";
import { DEFAULTS } from "#core/translate/defaults.js";
import { readBaseUrl } from "#large-model/base-url.js";
import { PROVIDERS, type ProviderName, providerDefaults } from "#large-model/providers.js";
import { SEARCH_MODES, type SearchMode } from "#small-model/search-mode.js";
import { readCaps } from "./caps.js";
import { readPrice } from "./price-settings.js";
import { invalid, readNumber } from "./setting-values.js";

/** The settings of a resource, checked. */
export interface Settings {
  readonly source: string;
  readonly targets: readonly string[];
  /** Folder of a different small model; empty for the bundled one. */
  readonly modelFolder: string;
  readonly threads: number;
  readonly search: SearchMode;
  /** Predicted quality below which a local translation is a draft, 0 to 100. */
  readonly minimumQuality: number | undefined;
  /** Whether drafts are also written if the format has no mark for them. */
  readonly writeDrafts: boolean;
  /** The kind of the large model's API; `vscode` for the editor's own language models. */
  readonly provider: ProviderName | "vscode";
  readonly largeModel: string;
  readonly baseUrl: string;
  /** 0 if unknown, see {@link largeProblem}. */
  readonly price: Price;
  /** Why the large model of the settings cannot be used; irrelevant for local translations. */
  readonly largeProblem?: RouteLmtError;
  /** All caps on what is spent, the user's own first. */
  readonly caps: readonly [Cap, ...Cap[]];
  /** Highest share of segments for the large model, 0 to 1. */
  readonly share: number;
  readonly hints: HintStyle;
  /** Whether the summary of a run over several files is opened when it ends. */
  readonly opensSummary: boolean;
  /** Whether open translations are checked. */
  readonly checks: boolean;
  /** TMX files to reuse besides the project's own translations; undefined to reuse nothing. */
  readonly memories: readonly string[] | undefined;
  /** Termbases, TBX or CSV. */
  readonly termbases: readonly string[];
  /** The target files' path with `{lang}` for the language; undefined to derive it from the source file's path. */
  readonly targetFile: string | undefined;
  /** How translations address their readers, by language. */
  readonly formality: FormalitySetting;
  /** How the findings of a check are shown, by its name; others are shown with their own severity. */
  readonly severities: Readonly<Record<string, ShownSeverity>>;
}

/** What is shown after a value that was decided. */
export type HintStyle = (typeof HINT_STYLES)[number];

const HINT_STYLES = ["full", "symbols", "off"] as const;

function readHintStyle(value: unknown): HintStyle {
  const style = HINT_STYLES.find((one) => one === value);
  if (style) return style;
  throw new RouteLmtError(
    "option-invalid",
    said`The setting ${"routelmt.hints.style"} cannot be ${JSON.stringify(value)}`,
    said`Use one of ${HINT_STYLES}.`,
  );
}

/** How a finding is shown. */
export type ShownSeverity = (typeof SEVERITIES)[number];

/** A file outside every workspace folder. */
const NOWHERE = vscode.Uri.file("/");

const SEVERITIES = ["off", "error", "warning", "information", "hint"] as const;

/**
 * Reads `routelmt.*` for a resource.
 *
 * @throws {RouteLmtError} `option-invalid` or `language-unknown`, naming the setting
 */
export function readSettings(resource: vscode.Uri | undefined): Settings {
  const settings = vscode.workspace.getConfiguration("routelmt", resource);
  const get = <Value>(name: string, fallback: Value): Value => settings.get<Value>(name) ?? fallback;
  const large = largeModelOr(() => readLargeModel(settings, get));
  const share = readNumber("budget.share", get("budget.share", DEFAULTS.share), 1);
  const quality = get<number | null>("local.minimumQuality", null);
  const minimumQuality = quality === null ? undefined : readNumber("local.minimumQuality", quality, 100);
  const folder = (vscode.workspace.getWorkspaceFolder(resource ?? NOWHERE) ?? vscode.workspace.workspaceFolders?.[0])
    ?.uri;
  // As the editor spells paths: with the drive in lower case.
  const absolute = (path: string): string => vscode.Uri.file(resolve(folder?.fsPath ?? "", path)).fsPath;
  const targetFile = get<string>("targetFile", "");
  if (targetFile !== "" && !targetFile.includes("{lang}")) {
    throw invalid("targetFile", said`it lacks {lang}, the placeholder for the language`);
  }
  return {
    source: sourceLanguage(settings, resource),
    targets: get<string[]>("targetLanguages", []).map(parseLanguage),
    modelFolder: get("small.modelFolder", ""),
    threads: get<number>("small.threads", DEFAULTS.threads),
    search: SEARCH_MODES.find((mode) => mode === get("local.search", "auto")) ?? "auto",
    minimumQuality,
    writeDrafts: get("local.writeDrafts", false),
    ...large,
    caps: readCaps(resource),
    share,
    hints: get("hints.enabled", true) ? readHintStyle(get("hints.style", "full")) : "off",
    opensSummary: get("openSummary", true),
    checks: get("checks.enabled", true),
    memories: get("memory.enabled", true) ? get<string[]>("memory.files", []).map(absolute) : undefined,
    termbases: get<string[]>("termbase.files", []).map(absolute),
    targetFile: targetFile === "" ? undefined : absolute(targetFile),
    formality: readFormality(
      Object.entries(get<Record<string, unknown>>("formality", {})),
      said`The setting ${"routelmt.formality"}`,
    ),
    severities: readSeverities(get<Record<string, unknown>>("checks.severity", {})),
  };
}

/** The source language: as our own setting says, else as i18n Ally's. */
function sourceLanguage(settings: vscode.WorkspaceConfiguration, resource: vscode.Uri | undefined): LanguageTag {
  const own = settings.inspect<string>("sourceLanguage");
  const isSet = [own?.globalValue, own?.workspaceValue, own?.workspaceFolderValue].some((one) => one !== undefined);
  const other = vscode.workspace.getConfiguration("i18n-ally", resource).get<unknown>("sourceLanguage");
  const [read] = !isSet && typeof other === "string" ? knownLanguages([other]) : [];
  return read ?? parseLanguage(settings.get<string>("sourceLanguage") ?? "en");
}

/** Reads a setting; the caller must check its type. */
type Get = <Value>(name: string, fallback: Value) => Value;

type LargeSettings = Pick<Settings, "provider" | "largeModel" | "baseUrl" | "price" | "largeProblem">;

/** A problem with the large model is reported when the model is needed; the small one still works. */
function largeModelOr(read: () => LargeSettings): LargeSettings {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RouteLmtError)) throw error;
    return { provider: "openai", largeModel: "", baseUrl: "", price: { input: 0, output: 0 }, largeProblem: error };
  }
}

function readLargeModel(settings: vscode.WorkspaceConfiguration, get: Get): LargeSettings {
  const name = get<string>("large.provider", "openai");
  const model = get<string>("large.model", "");
  if (name === "vscode") {
    const price = readPrice(settings, { provider: name, model, baseUrl: "" });
    if (price) return { provider: name, largeModel: model, baseUrl: "", price };
    throw noPrice(model || name);
  }
  const provider = PROVIDERS.find((one) => one === name);
  if (!provider) throw invalid("large.provider", said`it must be one of ${[...PROVIDERS, "vscode"]}`);
  const usual = providerDefaults(provider);
  const largeModel = model || usual.model;
  const address = get<string>("large.baseUrl", "") || usual.baseUrl;
  if (largeModel === undefined) throw invalid("large.model", said`${provider} has no default`);
  if (address === undefined) throw invalid("large.baseUrl", said`every customer of ${provider} has their own`);
  const baseUrl = readBaseUrl(address, said`The setting ${"routelmt.large.baseUrl"}`);
  const price = readPrice(settings, { provider, model: largeModel, baseUrl });
  if (price) return { provider, largeModel, baseUrl, price };
  throw noPrice(largeModel);
}

function noPrice(model: string): RouteLmtError {
  return invalid(
    "large.price",
    said`no list price is known for ${model}; give input and output in US dollars per million tokens, 0 where it is free`,
  );
}

function readSeverities(setting: Readonly<Record<string, unknown>>): Record<string, ShownSeverity> {
  const severities: Record<string, ShownSeverity> = {};
  for (const [check, value] of Object.entries(setting)) {
    const severity = SEVERITIES.find((one) => one === value);
    if (!severity) throw invalid("checks.severity", said`${check} must be one of ${SEVERITIES}`);
    severities[check] = severity;
  }
  return severities;
}
