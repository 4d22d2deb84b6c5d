import type { Outcome } from "../core/routing/decision.js";

/** A link; what it runs must be allowed to the page. */
export interface SummaryLink {
  readonly text: string;
  /** As `command:name?arguments`. */
  readonly href: string;
}

/** A string of a run, in words. */
export interface SummaryRow {
  readonly key: SummaryLink;
  readonly language: string;
  readonly source: string;
  readonly target: string;
  readonly decision: string;
  /** Predicted gain and price, as far as there are some. */
  readonly amounts: string;
  readonly why: string;
}

/** Strings under one heading. */
export interface SummarySection {
  readonly title: string;
  readonly isOpen: boolean;
  readonly rows: readonly SummaryRow[];
  /** A sentence about the strings that are not on the page; empty if all are. */
  readonly more: string;
}

/** All that the summary of a run says, in the language of the editor. */
export interface SummaryPage {
  /** BCP 47. */
  readonly language: string;
  /** The source of everything that the page may load. */
  readonly source: string;
  readonly style: string;
  readonly title: string;
  /** What was run, where, and what it cost. */
  readonly facts: readonly string[];
  readonly counts: readonly {
    readonly outcome: Outcome;
    readonly label: string;
    readonly count: number;
    /** The count as the language writes it. */
    readonly shown: string;
  }[];
  readonly next: { readonly title: string; readonly links: readonly SummaryLink[] };
  readonly files: { readonly title: string; readonly links: readonly (SummaryLink & { readonly counts: string })[] };
  /** Headings of the columns: key, source, target, decision, why. */
  readonly columns: readonly string[];
  readonly sections: readonly SummarySection[];
}

/** Markup that is as it should be. */
class Html {
  constructor(readonly text: string) {}
}

type Shown = string | number | Html | readonly Html[];

/** Puts texts into markup, escaped. */
function html(parts: TemplateStringsArray, ...args: readonly Shown[]): Html {
  return new Html(parts.map((part, index) => part + put(args[index] ?? "")).join(""));
}

function put(shown: Shown): string {
  if (shown instanceof Html) return shown.text;
  return typeof shown === "object" ? shown.map(({ text }) => text).join("") : escaped(String(shown));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/**
 * The summary of a run as a page without scripts: its links run commands, which is all that it can do. Texts of files are
 * data in it.
 */
export function summaryPageOf(page: SummaryPage): string {
  const { source, style, language, title, facts, counts, next, files, columns, sections } = page;
  const policy = `default-src 'none'; style-src ${source}`;
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" href="${style}">
</head>
<body>
  <main>
    <h1>${title}</h1>
    <p class="legend">${facts.join(" · ")}</p>
    <ul class="counts">${counts.map(countItem)}</ul>
    ${barOf(counts)}
    <h2>${next.title}</h2>
    <p class="buttons">${next.links.map(linkOf)}</p>
    <h2>${files.title}</h2>
    <ul class="files">${files.links.map((one) => html`<li>${linkOf(one)}<span class="legend">${one.counts}</span></li>`)}</ul>
    ${sections.map((section) => sectionOf(section, columns))}
  </main>
</body>
</html>`.text;
}

function linkOf({ text, href }: SummaryLink): Html {
  return html`<a href="${href}"><bdi>${text}</bdi></a>`;
}

function countItem({ outcome, label, shown }: SummaryPage["counts"][number]): Html {
  return html`<li class="${outcome}"><strong>${shown}</strong>${label}</li>`;
}

/** A bar with the shares of the counts, whose numbers are above it. */
function barOf(counts: SummaryPage["counts"]): Html {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return html``;
  let start = 0;
  const parts = counts.map(({ outcome, count }) => {
    const x = start;
    start += count;
    return html`<rect class="${outcome}" x="${x}" y="0" width="${count}" height="1"></rect>`;
  });
  return html`<svg class="bar" viewBox="0 0 ${all} 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** Classes of the columns of a table, in their order. */
const COLUMNS = ["key", "text", "text", "decision", "why"];

function sectionOf({ title, isOpen, rows, more }: SummarySection, columns: readonly string[]): Html {
  const open = new Html(isOpen ? " open" : "");
  return html`<details${open}>
    <summary>${title}</summary>
    <table>
      <colgroup>${COLUMNS.map((name) => html`<col class="${name}">`)}</colgroup>
      <thead><tr>${columns.map((column, index) => html`<th scope="col" class="${COLUMNS[index] ?? "why"}">${column}</th>`)}</tr></thead>
      <tbody>${rows.map(rowOf)}</tbody>
    </table>
    ${more === "" ? "" : html`<p class="legend">${more}</p>`}
  </details>`;
}

/** `dir="auto"`, because a text from a file may run in another direction than the page. */
function rowOf({ key, language, source, target, decision, amounts, why }: SummaryRow): Html {
  return html`<tr>
    <td class="key">${linkOf(key)}<br><span class="legend">${language}</span></td>
    <td class="text" dir="auto">${source}</td>
    <td class="text" dir="auto">${target}</td>
    <td class="decision">${decision}<br><span class="legend">${amounts}</span></td>
    <td class="why">${why}</td>
  </tr>`;
}
