/**
 * Whether the small model follows the requested form of address. Sentences with *you* are translated in every
 * direction: without a form of address, formally and informally. The marker table of
 * `src/core/language/address-markers.ts` determines the form of each output. Fails if the model folder promises a form
 * that the model does not keep to.
 *
 * usage: npm run bench:formality -- [--model FOLDER] [--threads 2] [--show de] [--corpus FOLDER]
 *
 * `--show` prints the outputs of a language that do not show the form that was asked for. `--corpus` measures `auto`
 * instead of a model, on published translations (`en-XX.tsv.gz`: application, key, source, target): how often a few
 * strings of an application name the form of address that most of its strings have.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { type Address, addressIn, type Formality } from "#core/language/address-markers.js";
import { chooseFormality, FORMALITIES, MIN_EVIDENCE } from "#core/language/formality.js";
import { readModelFolder } from "#small-model/model-folder.js";
import { Translator } from "#small-model/translator.js";
import { SENTENCES } from "./formality-sentences.js";
import { printTable, say } from "./table.js";

/** Minimum share of the requested form among outputs that show a form. */
const KEPT = 0.9;
/** Minimum share of the requested form among all outputs: without visible forms a promise is worthless. */
const MIN_SHARE_SHOWN = 0.5;

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "models/routelmt-ui" },
    threads: { type: "string", default: "2" },
    show: { type: "string" },
    corpus: { type: "string" },
  },
});

type Counts = Record<Address, number>;

const MODES = ["plain", ...FORMALITIES] as const;

async function measureModel(): Promise<void> {
  const { directions } = (await readModelFolder(values.model)).routing;
  const folder = promiseAll(values.model);
  const outputs = new Map<string, string>();
  try {
    const translator = await Translator.load(folder, Number(values.threads));
    const requests = directions.flatMap((direction) =>
      MODES.flatMap((mode) =>
        SENTENCES.map((text, index) => {
          const id = `${direction.target} ${mode} ${index}`;
          return { id, text, direction, doNotTranslate: [], ...(mode === "plain" ? {} : { formality: mode }) };
        }),
      ),
    );
    await translator.translate(requests, { translated: ({ id, text }) => void outputs.set(id, text) });
    await translator.dispose();
  } finally {
    rmSync(folder, { recursive: true });
  }
  const broken: string[] = [];
  const rows = directions.map(({ target, formality = [], usual }) => {
    const addresses = (mode: string): Address[] =>
      SENTENCES.map((source, index) => addressIn(outputs.get(`${target} ${mode} ${index}`) ?? "", target, source));
    const counts = MODES.map((mode) => count(addresses(mode)));
    // The form that the model uses by default is not requested.
    const kept = FORMALITIES.filter((form) =>
      isKept(form, counts[MODES.indexOf(form === usual ? "plain" : form)] as Counts),
    );
    broken.push(...formality.filter((form) => !kept.includes(form)).map((form) => `${target} ${form}`));
    if (values.show === target) show(target, outputs);
    const promised = formality.map((form) => (form === usual ? `${form}, untold` : form));
    return [target, ...counts.map(cell), kept.join(", ") || "–", promised.join(", ") || "–"];
  });
  say(`${SENTENCES.length} sentences; outputs that are formal · informal · both · show neither`);
  printTable(["", "plain", "`<formal>`", "`<informal>`", "kept", "promised"], rows);
  for (const one of broken) say(`FAILED ${one}: the model folder promises it, and the outputs do not keep it`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

/** The model folder, changed to promise every form in every direction; others would not be requested. */
function promiseAll(model: string): string {
  const folder = mkdtempSync(join(tmpdir(), "routelmt-formality-"));
  for (const name of readdirSync(model)) {
    if (name !== "routing.json") symlinkSync(resolve(model, name), join(folder, name));
  }
  const routing = JSON.parse(readFileSync(join(model, "routing.json"), "utf8"));
  for (const direction of routing.directions) {
    direction.formality = FORMALITIES;
    delete direction.usual;
  }
  writeFileSync(join(folder, "routing.json"), JSON.stringify(routing));
  return folder;
}

function count(addresses: readonly Address[]): Counts {
  const counts: Counts = { formal: 0, informal: 0, both: 0, none: 0 };
  for (const address of addresses) counts[address]++;
  return counts;
}

function cell({ formal, informal, both, none }: Counts): string {
  return `${formal} · ${informal} · ${both} · ${none}`;
}

function isKept(form: Formality, counts: Counts): boolean {
  const shown = SENTENCES.length - counts.none;
  return counts[form] >= KEPT * shown && counts[form] >= MIN_SHARE_SHOWN * SENTENCES.length;
}

function show(target: string, outputs: ReadonlyMap<string, string>): void {
  for (const form of FORMALITIES) {
    SENTENCES.forEach((source, index) => {
      const text = outputs.get(`${target} ${form} ${index}`) ?? "";
      const address = addressIn(text, target, source);
      if (address !== form) say(`${form} wanted, ${address}: ${source} → ${text}`);
    });
  }
}

/** Applications with fewer strings that show a form are too small to determine the form of most strings. */
const MIN_STRINGS = 30;
const DRAWS = 100;
const SIZES = [3, MIN_EVIDENCE, 10, 20];

function measureAuto(folder: string): void {
  const rows = readdirSync(folder)
    .filter((name) => /^en-.*\.tsv\.gz$/.test(name))
    .map((name) => {
      const language = name.slice("en-".length, -".tsv.gz".length);
      const applications = [...shownBy(language, gunzipSync(readFileSync(join(folder, name))).toString("utf8"))];
      const known = applications.filter((shown) => shown.length >= MIN_STRINGS);
      const draws = SIZES.map((size) => {
        let decided = 0;
        let wrong = 0;
        for (const shown of known) {
          const most = shown.filter(({ form }) => form === "formal").length * 2 >= shown.length ? "formal" : "informal";
          for (let draw = 0; draw < DRAWS; draw++) {
            const texts = Array.from({ length: size }, (_, index) => shown[chance(index, draw, shown.length)] as Shown);
            // This measures the minimum evidence; repeating the strings keeps their shares.
            const repeated = size < MIN_EVIDENCE ? [...texts, ...texts] : texts;
            const { form } = chooseFormality("auto", language, repeated);
            if (form) decided++;
            if (form && form !== most) wrong++;
          }
        }
        return `${percent(decided, known.length * DRAWS)} / ${percent(wrong, decided)}`;
      });
      return [language, known.length, ...draws];
    });
  say(`Applications with ${MIN_STRINGS} strings and more that show a form; of draws of so many strings:`);
  say("share that chooses a form / share of these that choose the other one than most strings have, in %");
  printTable(["", "applications", ...SIZES.map((size) => `${size} strings`)], rows);
}

interface Shown {
  readonly source: string;
  readonly target: string;
  readonly form: Formality;
}

function shownBy(language: string, table: string): Iterable<readonly Shown[]> {
  const shown = new Map<string, Shown[]>();
  for (const line of table.split("\n")) {
    const [application = "", , source = "", target = ""] = line.split("\t");
    const form = addressIn(target, language, source);
    if (form !== "formal" && form !== "informal") continue;
    const own = shown.get(application) ?? [];
    own.push({ source, target, form });
    shown.set(application, own);
  }
  return shown.values();
}

/** Reproducible draws: a linear congruential generator, seeded with the number of the draw. */
function chance(index: number, draw: number, below: number): number {
  let state = (draw * 1000 + index + 1) % 2147483647;
  for (let round = 0; round < 3; round++) state = (state * 48271) % 2147483647;
  return state % below;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : ((100 * part) / whole).toFixed(1);
}

if (values.corpus === undefined) await measureModel();
else measureAuto(values.corpus);
