import "./budget-panel.css";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { formatList, formatMessage, formatNumber } from "../core/language/format-message.js";
import { type CapUnit, dollars } from "../core/routing/amount.js";
import { boughtFor, type CurvePoint, curveOf, orderOfPurchase } from "../core/routing/budget-curve.js";
import { barChart, stepChart } from "./chart.js";
import { byId, fillBody, item, linkButton } from "./elements.js";
import type { PanelData, PanelDataMessage, PanelRequestMessage, PanelString } from "./protocol.js";

declare function acquireVsCodeApi(): { postMessage(message: PanelRequestMessage): void };

const editor = acquireVsCodeApi();
/** Of the editor. */
const language = document.documentElement.lang;
/** The number of steps in which the slider divides the total cost. */
const STEPS = 200;
/** Longer lists are not more useful, and slow to draw. */
const MAX_ROWS = 200;

let data: PanelData | undefined;
/** US dollars that the strings of the slider cost. */
let more = 0;

window.addEventListener("message", ({ data: message }: MessageEvent<PanelDataMessage>) => {
  if (message.type !== "data") return;
  data = message.data;
  draw(message.data);
});
for (const [id, message] of [
  ["set-budget", { type: "budget" }],
  ["buy", { type: "buy" }],
  ["export-csv", { type: "export", as: "csv" }],
  ["export-json", { type: "export", as: "json" }],
] as const)
  byId(id).addEventListener("click", () => editor.postMessage(message));
byId("set-more").addEventListener("click", () => editor.postMessage({ type: "budget", more }));
byId<HTMLInputElement>("slider").addEventListener("input", () => data && drawWhatIf(data));
editor.postMessage({ type: "ready" });

/** A sentence in the editor's language with its arguments. */
function t(sentence: string, ...args: (string | number)[]): string {
  return formatMessage(data?.texts[sentence] ?? sentence, args, language);
}

function draw(shown: PanelData): void {
  for (const one of document.querySelectorAll<HTMLElement>("[data-text]"))
    one.textContent = t(one.dataset["text"] ?? "");
  byId("project").textContent = shown.project;
  byId("empty").hidden = shown.strings.length > 0;
  byId("filled").hidden = shown.strings.length === 0;
  byId("caps").replaceChildren(...shown.caps.map(capItem));
  const slider = byId<HTMLInputElement>("slider");
  slider.max = String(STEPS);
  slider.disabled = orderOfPurchase(shown.strings).length === 0;
  drawHistogram(shown);
  drawDays(shown);
  drawLedger(shown);
  drawWhatIf(shown);
}

function capItem({ unit, period, limit, used }: PanelData["caps"][number]): HTMLElement {
  if (limit === 0) return item(t("The budget is 0: nothing is sent to a large model."));
  const [spent, most] = [shownAmount(used, unit), shownAmount(limit, unit)];
  const sentences = {
    run: t("At most {0} for each run", most),
    day: t("{0} of {1} today", spent, most),
    month: t("{0} of {1} this month", spent, most),
    total: t("{0} of {1} in all", spent, most),
  };
  return item(sentences[period]);
}

function shownAmount(amount: number, unit: CapUnit): string {
  if (unit === "usd") return shownDollars(amount);
  return unit === "tokens"
    ? t("{0, plural, one {# token} other {# tokens}}", Math.round(amount))
    : t("{0, plural, one {# string} other {# strings}}", Math.round(amount));
}

function shownDollars(amount: number): string {
  return dollars(amount, language);
}

/** What the slider's dollars would buy, on the curve and as a list. */
function drawWhatIf({ strings }: PanelData): void {
  const slider = byId<HTMLInputElement>("slider");
  const worth = orderOfPurchase(strings);
  const all = worth.reduce((sum, { cost }) => sum + cost, 0);
  const offered = (Number(slider.value) / STEPS) * all;
  const bought = boughtFor(strings, Number(slider.value) === STEPS ? Number.POSITIVE_INFINITY : offered);
  const curve = curveOf(strings);
  const [now] = curve as [CurvePoint, ...CurvePoint[]];
  const then = curve[bought.length] ?? now;
  more = then.cost - now.cost;
  const points = formatNumber(then.quality - now.quality, language, 1);
  const quality = formatNumber(now.quality, language, 1);
  const said =
    worth.length === 0
      ? t("Nothing is for sale: no string is expected to gain enough from the large model.")
      : bought.length === 0
        ? t(
            "Mean predicted quality is {0}. For sale: {1, plural, one {# string} other {# strings}}, about {2}. Move the slider to see what comes first.",
            quality,
            worth.length,
            shownDollars(all),
          )
        : t(
            "{0} more buys {1, plural, one {# string} other {# strings}}: mean predicted quality {2} → {3} (+{4}).",
            shownDollars(more),
            bought.length,
            quality,
            formatNumber(then.quality, language, 1),
            points,
          );
  byId("what-if").textContent = said;
  byId("set-more").textContent = t("Allow {0} More…", shownDollars(more));
  byId("set-more").hidden = more === 0;
  byId("buy").hidden = worth.length === 0;
  slider.setAttribute("aria-valuetext", said);
  byId("curve").replaceChildren(curveChart(curve, then));
  fillTable(
    "strings",
    bought
      .slice(0, MAX_ROWS)
      .map((one) => [
        openButton(one),
        one.language,
        one.file,
        t("+{0} ({1} to {2})", Math.round(one.gain), Math.round(one.low), Math.round(one.high)),
        shownDollars(one.cost),
      ]),
    bought.length,
  );
}

function curveChart(curve: readonly CurvePoint[], then: CurvePoint): SVGElement {
  const [now] = curve as readonly [CurvePoint, ...CurvePoint[]];
  const last = curve.at(-1) ?? now;
  const at = ({ cost, quality }: CurvePoint): { x: number; y: number } => ({ x: cost, y: quality });
  return stepChart(
    {
      label: t(
        "Mean predicted quality by dollars spent: now {0} for {1}, at most {2} for {3}",
        formatNumber(now.quality, language, 1),
        shownDollars(now.cost),
        formatNumber(last.quality, language, 1),
        shownDollars(last.cost),
      ),
      xLabel: t("US dollars"),
      yLabel: t("mean predicted quality"),
      xMax: last.cost || 1,
      yMin: Math.floor(now.quality / 5) * 5,
      yMax: Math.min(100, Math.ceil((last.quality + 1) / 5) * 5),
      formatX: shownDollars,
      formatY: (value) => formatNumber(value, language, 0),
    },
    curve.map(at),
    [
      // Drawn around the other one while both are in the same place.
      { ...at(now), name: "now", radius: 8 },
      { ...at(then), name: "then", radius: 4 },
    ],
  );
}

function drawHistogram({ strings }: PanelData): void {
  const WIDTH = 10;
  const bars = Array.from({ length: 11 }, (_, index) => {
    const from = (index - 1) * WIDTH;
    return { name: from < 0 ? "<0" : `${from}–${from + WIDTH}`, value: 0 };
  });
  for (const { gain } of strings) {
    const bar = bars[Math.min(bars.length - 1, Math.max(0, Math.floor(gain / WIDTH) + 1))];
    if (bar) bar.value++;
  }
  byId("gains").replaceChildren(
    barChart(
      {
        label: t("Strings by predicted gain: {0}", listed(bars.map(({ name, value }) => `${name}: ${value}`))),
        xLabel: t("predicted gain, points of 100"),
        yLabel: t("strings"),
        xMax: 0,
        yMin: 0,
        yMax: Math.max(1, ...bars.map(({ value }) => value)),
        formatX: String,
        formatY: (value) => formatNumber(value, language, 0),
      },
      bars,
    ),
  );
}

function drawDays({ days }: PanelData): void {
  byId("spent").hidden = days.length === 0;
  byId("days").replaceChildren(
    barChart(
      {
        label: t("Spent by day: {0}", listed(days.map(({ day, usd }) => `${day}: ${shownDollars(usd)}`))),
        xLabel: t("day"),
        yLabel: t("US dollars"),
        xMax: 0,
        yMin: 0,
        yMax: Math.max(1e-6, ...days.map(({ usd }) => usd)),
        formatX: String,
        formatY: shownDollars,
      },
      days.map(({ day, usd }) => ({ name: day.slice(5), value: usd })),
    ),
  );
}

function drawLedger({ requests, requestCount }: PanelData): void {
  byId("ledger-empty").hidden = requestCount > 0;
  byId("exports").hidden = requestCount === 0;
  const states = { settled: t("paid"), open: t("under way"), doubtful: t("in doubt"), released: t("free") };
  fillTable(
    "ledger",
    requests.map(({ time, model, language, segments, state, usd }) => [
      new Date(time).toLocaleString(language),
      model,
      language,
      formatNumber(segments, language),
      states[state],
      shownDollars(usd),
    ]),
    requestCount,
  );
}

function listed(items: readonly string[]): string {
  return formatList(items, language);
}

/** Fills a table, and says how many more rows there are. */
function fillTable(id: string, rows: readonly (readonly (string | HTMLElement)[])[], count: number): void {
  fillBody(id, rows);
  byId(`${id}-more`).textContent = count > rows.length ? t("… and {0} more", count - rows.length) : "";
}

function openButton({ id, source }: PanelString): HTMLElement {
  return linkButton(source, () => editor.postMessage({ type: "open", id }));
}
