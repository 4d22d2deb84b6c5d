import type { Edit, KeyPath } from "#core/formats/format.js";

/** Optional details of a unit. */
const DETAILS = ["comment", "context", "source", "state"] as const;
type Detail = (typeof DETAILS)[number];

/** The parts of a unit that a case gives. */
export type CaseUnit = Pick<Edit, "key" | "value"> & { readonly [detail in Detail]?: string };

/** One case of a format, from `cases/*.txt` (CONTRIBUTING.md, "Add a case of a format"). */
export interface FormatCase {
  readonly title: string;
  /** The text to read and write; by default, that of a new file for the source file. */
  readonly file?: string;
  readonly sourceFile?: string;
  /** The target language; German by default. */
  readonly language?: string;
  readonly encoding?: string;
  readonly units?: readonly CaseUnit[];
  readonly problems?: readonly string[];
  readonly edits?: readonly CaseUnit[];
  /** The text with the edits. */
  readonly result?: string;
  /** The text of a new file for the source file. */
  readonly newFile?: string;
  /** The code of the error, and texts that its message or advice must contain. */
  readonly refused?: readonly string[];
}

/** An error in a case file, with its line. */
export class CaseFileError extends Error {
  override readonly name = "CaseFileError";

  constructor(
    readonly path: string,
    readonly line: number,
    problem: string,
  ) {
    super(`${path}:${line}: ${problem}`);
  }
}

/** A line with its number, 1-based. */
interface Line {
  readonly text: string;
  readonly at: number;
}

interface Section {
  readonly at: number;
  readonly lineEnd: string;
  readonly lines: readonly Line[];
}

/** The sections that a case may have. */
export const SECTIONS = [
  "file",
  "source file",
  "language",
  "encoding",
  "units",
  "problems",
  "edits",
  "result",
  "new file",
  "refused",
] as const;
type SectionName = (typeof SECTIONS)[number];
type Sections = ReadonlyMap<SectionName, Section>;

const NO_FINAL_LINE_END = "\\ No newline at end of file";
const LINE_ENDS: Readonly<Record<string, string>> = { LF: "\n", CRLF: "\r\n", CR: "\r" };

/**
 * Reads a file of cases.
 *
 * @param path for messages
 * @throws {CaseFileError} if the file does not have the form described in CONTRIBUTING.md
 */
export function parseCases(path: string, text: string): FormatCase[] {
  return new CaseReader(path).read(text);
}

type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** The object without undefined properties. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

class CaseReader {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  read(text: string): FormatCase[] {
    const lines = text
      .replace(/\n$/, "")
      .split("\n")
      .map((line, index): Line => ({ text: line, at: index + 1 }));
    const carriage = lines.find((line) => line.text.endsWith("\r"));
    if (carriage) this.#fail(carriage, 'the line ends with CR; write "@@ file, CRLF" for a text with such line ends');
    const starts = lines.flatMap((line, index) => (/^===(?!=)/.test(line.text) ? [index] : []));
    if (starts.length === 0) this.#fail(lines[0], 'there is no case; one begins with a line "=== what it shows"');
    const cases = starts.map((start, index) => this.#case(lines.slice(start, starts[index + 1])));
    const titles = new Set<string>();
    for (const [index, { title }] of cases.entries()) {
      if (titles.has(title)) this.#fail(lines[starts[index] ?? 0], `there is another case "${title}"`);
      titles.add(title);
    }
    return cases;
  }

  #fail(line: { readonly at: number } | undefined, problem: string): never {
    throw new CaseFileError(this.#path, line?.at ?? 1, problem);
  }

  /** @param lines of one case; a blank line before the next case does not belong to its text */
  #case([head, ...rest]: readonly Line[]): FormatCase {
    const title = head?.text.slice(3).trim() ?? "";
    if (title === "") this.#fail(head, 'the case says nothing of what it shows, as in "=== keeps the quotes"');
    const isSeparated = rest.at(-1)?.text === "";
    const sections = this.#sections(isSeparated ? rest.slice(0, -1) : rest);
    this.#expectWhole(head, sections);
    const one = (name: SectionName): string | undefined => this.#oneLine(sections.get(name));
    const values = {
      file: this.#text(sections.get("file")),
      sourceFile: this.#text(sections.get("source file")),
      language: one("language"),
      encoding: one("encoding"),
      units: this.#units(sections.get("units")),
      problems: this.#filled(sections.get("problems"))?.map(({ text }) => text),
      edits: this.#units(sections.get("edits")),
      result: this.#text(sections.get("result")),
      newFile: this.#text(sections.get("new file")),
      refused: this.#filled(sections.get("refused"))?.map(({ text }) => text),
    };
    return { title, ...defined(values) };
  }

  #sections(lines: readonly Line[]): Sections {
    const sections = new Map<SectionName, { at: number; lineEnd: string; lines: Line[] }>();
    let current: Line[] | undefined;
    for (const line of lines) {
      if (!/^@@(?!@)/.test(line.text)) {
        if (current) current.push(line);
        else if (line.text.trim() !== "") this.#fail(line, 'a case begins with a section, as in "@@ file"');
        continue;
      }
      const [said = "", lineEnd = "LF"] = line.text
        .slice(2)
        .split(",")
        .map((part) => part.trim());
      const name = SECTIONS.find((known) => known === said);
      if (!name) this.#fail(line, `there is no section "${said}"; there are: ${SECTIONS.join(", ")}`);
      if (!LINE_ENDS[lineEnd])
        this.#fail(line, `"${lineEnd}" is no line end; there are: ${Object.keys(LINE_ENDS).join(", ")}`);
      if (sections.has(name)) this.#fail(line, `the case has another section "${name}"`);
      current = [];
      sections.set(name, { at: line.at, lineEnd: LINE_ENDS[lineEnd] ?? "\n", lines: current });
    }
    return sections;
  }

  /** A case that cannot fail is a mistake. */
  #expectWhole(head: Line | undefined, sections: Sections): void {
    const has = (name: SectionName): boolean => sections.has(name);
    const isEither = (...names: SectionName[]): boolean => names.some(has);
    if (!isEither("file", "source file")) this.#fail(head, 'the case has neither "@@ file" nor "@@ source file"');
    if (!isEither("units", "result", "new file", "refused"))
      this.#fail(head, 'the case expects nothing: it needs "@@ units", "@@ result", "@@ new file" or "@@ refused"');
    if (has("edits") && !isEither("result", "refused"))
      this.#fail(sections.get("edits"), 'after "@@ edits" the case needs "@@ result" or "@@ refused"');
    if (has("result") && !has("edits")) this.#fail(sections.get("result"), '"@@ result" needs "@@ edits"');
    if (has("result") && has("refused")) this.#fail(head, '"@@ result" and "@@ refused" exclude each other');
    if (has("new file") && !has("source file"))
      this.#fail(sections.get("new file"), '"@@ new file" needs "@@ source file"');
    if (has("problems") && !has("units")) this.#fail(sections.get("problems"), '"@@ problems" needs "@@ units"');
  }

  #text(section: Section | undefined): string | undefined {
    if (!section) return undefined;
    const { lines, lineEnd } = section;
    const isOpen = lines.at(-1)?.text === NO_FINAL_LINE_END;
    const texts = lines.slice(0, isOpen ? -1 : undefined).map(({ text }) => text);
    return texts.join(lineEnd) + (isOpen || texts.length === 0 ? "" : lineEnd);
  }

  /** Lines that are not blank; at least one. */
  #filled(section: Section | undefined): readonly Line[] | undefined {
    if (!section) return undefined;
    const lines = section.lines.filter(({ text }) => text.trim() !== "");
    if (lines.length === 0) this.#fail(section, "the section is empty");
    return lines;
  }

  #oneLine(section: Section | undefined): string | undefined {
    const lines = this.#filled(section);
    if (lines?.[1]) this.#fail(lines[1], "the section has one line");
    return lines?.[0]?.text.trim();
  }

  /** Lines `key: value`, each with lines `  detail: …` below it. */
  #units(section: Section | undefined): CaseUnit[] | undefined {
    if (!section) return undefined;
    const units: (Record<string, unknown> & CaseUnit)[] = [];
    for (const line of section.lines) {
      if (line.text.trim() === "") continue;
      const [name, value] = this.#pair(line);
      const last = units.at(-1);
      if (!/^ /.test(line.text)) units.push({ key: this.#key(line, name), value });
      else if (!last) this.#fail(line, "an indented line says more of the unit above it, and there is none");
      else if (!DETAILS.some((detail) => detail === name.trim()))
        this.#fail(line, `of a unit there is no "${name.trim()}"; there are: ${DETAILS.join(", ")}`);
      else Object.assign(last, { [name.trim()]: value });
    }
    return units;
  }

  #pair(line: Line): [name: string, value: string] {
    const [, name, value] = /^((?:"(?:[^"\\]|\\.)*"|[^"])+?):(?: (.*))?$/.exec(line.text) ?? [];
    if (name === undefined)
      this.#fail(line, 'a line is "key: value", the key in quotes if it has quotes or ": " in it');
    return [name, this.#value(line, value ?? "")];
  }

  /** A path of keys, separated by ` / `; numbers are indexes of lists, and "0" in quotes is a name. */
  #key(line: Line, text: string): KeyPath {
    const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|.)+?(?= \/ |$)/g) ?? [];
    return parts.map((part) => {
      const bare = part.replace(/^ \/ /, "");
      return /^\d+$/.test(bare) ? Number(bare) : this.#value(line, bare);
    });
  }

  /** A plain text, or one in quotes as in JSON. */
  #value(line: Line, text: string): string {
    if (text.startsWith('"')) {
      try {
        return JSON.parse(text) as string;
      } catch {
        this.#fail(line, `${text} is no string of JSON; a text that begins with a quote is written as one`);
      }
    }
    if (text !== text.trim()) this.#fail(line, "a text with blanks around it is written in quotes");
    return text;
  }
}
