import "./budget-panel.css";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { boughtFor, type CurvePoint, curveOf, orderOfPurchase } from "../core/routing/budget-curve.js";
import { type CapUnit, dollars } from "../core/routing/cap.js";
import { barChart, stepChart } from "./chart.js";
import type { PanelData, PanelDataMessage, PanelRequestMessage, PanelString } from "./protocol.js";

declare function acquireVsCodeApi(): { postMessage(message: PanelRequestMessage): void };

const editor = acquireVsCodeApi();
/** How finely the slider divides what everything would cost. */
const STEPS = 200;
/** Longer lists say no more, and are slow to draw. */
const MAX_ROWS = 200;

let data: PanelData | undefined;

window.addEventListener("message", ({ data: message }: MessageEvent<PanelDataMessage>) => {
  if (message.type !== "data") return;
  data = message.data;
  draw(message.data);
});
for (const [id, message] of [
  ["set-budget", { type: "budget" }],
  ["export-csv", { type: "export", as: "csv" }],
  ["export-json", { type: "export", as: "json" }],
] as const)
  byId(id).addEventListener("click", () => editor.postMessage(message));
byId<HTMLInputElement>("slider").addEventListener("input", () => data && drawWhatIf(data));
editor.postMessage({ type: "ready" });

/** A sentence of the editor's language with its arguments. */
function t(sentence: string, ...args: (string | number)[]): string {
  const translated = data?.texts[sentence] ?? sentence;
  return translated.replace(/\{(\d+)\}/g, (place, index) => String(args[Number(index)] ?? place));
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
  const periods = { run: t("for each run"), day: t("today"), month: t("this month"), total: t("in all") };
  return item(t("{0} of {1} {2}", shownAmount(used, unit), shownAmount(limit, unit), periods[period]));
}

function shownAmount(amount: number, unit: CapUnit): string {
  if (unit === "usd") return dollars(amount);
  return unit === "tokens" ? t("{0} tokens", Math.round(amount)) : t("{0} strings", Math.round(amount));
}

/** What the slider's dollars would buy, on the curve and as a list. */
function drawWhatIf({ strings }: PanelData): void {
  const slider = byId<HTMLInputElement>("slider");
  const worth = orderOfPurchase(strings);
  const all = worth.reduce((sum, { cost }) => sum + cost, 0);
  const more = (Number(slider.value) / STEPS) * all;
  const bought = boughtFor(strings, Number(slider.value) === STEPS ? Number.POSITIVE_INFINITY : more);
  const curve = curveOf(strings);
  const [now] = curve as [CurvePoint, ...CurvePoint[]];
  const then = curve[bought.length] ?? now;
  const points = (then.quality - now.quality).toFixed(1);
  const said =
    worth.length === 0
      ? t("No string is expected to gain from the large model.")
      : t(
          "{0} more buys {1} strings: mean predicted quality {2} → {3} (+{4}).",
          dollars(then.cost - now.cost),
          bought.length,
          now.quality.toFixed(1),
          then.quality.toFixed(1),
          points,
        );
  byId("what-if").textContent = said;
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
        dollars(one.cost),
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
        now.quality.toFixed(1),
        dollars(now.cost),
        last.quality.toFixed(1),
        dollars(last.cost),
      ),
      xLabel: t("US dollars"),
      yLabel: t("mean predicted quality"),
      xMax: last.cost || 1,
      yMin: Math.floor(now.quality / 5) * 5,
      yMax: Math.min(100, Math.ceil((last.quality + 1) / 5) * 5),
      formatX: dollars,
      formatY: (value) => value.toFixed(0),
    },
    curve.map(at),
    [
      { ...at(now), name: "now" },
      { ...at(then), name: "then" },
    ],
  );
}

function drawHistogram({ strings }: PanelData): void {
  const WIDTH = 10;
  const bars = Array.from({ length: 11 }, (_, index) => ({ name: `${(index - 1) * WIDTH}`, value: 0 }));
  for (const { gain } of strings) {
    const bar = bars[Math.min(bars.length - 1, Math.max(0, Math.floor(gain / WIDTH) + 1))];
    if (bar) bar.value++;
  }
  byId("gains").replaceChildren(
    barChart(
      {
        label: t("Strings by predicted gain: {0}", bars.map(({ name, value }) => `${name}: ${value}`).join(", ")),
        xLabel: t("predicted gain, points of 100"),
        yLabel: t("strings"),
        xMax: 0,
        yMin: 0,
        yMax: Math.max(1, ...bars.map(({ value }) => value)),
        formatX: String,
        formatY: (value) => value.toFixed(0),
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
        label: t("Spent by day: {0}", days.map(({ day, usd }) => `${day}: ${dollars(usd)}`).join(", ")),
        xLabel: t("day"),
        yLabel: t("US dollars"),
        xMax: 0,
        yMin: 0,
        yMax: Math.max(1e-6, ...days.map(({ usd }) => usd)),
        formatX: String,
        formatY: dollars,
      },
      days.map(({ day, usd }) => ({ name: day.slice(5), value: usd })),
    ),
  );
}

function drawLedger({ requests, requestCount }: PanelData): void {
  const states = { settled: t("paid"), open: t("under way"), doubtful: t("in doubt"), released: t("free") };
  fillTable(
    "ledger",
    requests.map(({ time, model, language, segments, state, usd }) => [
      new Date(time).toLocaleString(),
      model,
      language,
      String(segments),
      states[state],
      dollars(usd),
    ]),
    requestCount,
  );
}

/** Fills the body of a table, and says how many rows there are beyond those shown. */
function fillTable(id: string, rows: readonly (readonly (string | HTMLElement)[])[], count: number): void {
  const table = byId(id);
  const body = table.querySelector("tbody");
  body?.replaceChildren(
    ...rows.map((cells) => {
      const row = document.createElement("tr");
      row.append(
        ...cells.map((cell) => {
          const made = document.createElement("td");
          made.append(cell);
          return made;
        }),
      );
      return row;
    }),
  );
  byId(`${id}-more`).textContent = count > rows.length ? t("… and {0} more", count - rows.length) : "";
}

function openButton({ id, source }: PanelString): HTMLElement {
  const button = document.createElement("button");
  button.className = "link";
  button.textContent = source;
  button.addEventListener("click", () => editor.postMessage({ type: "open", id }));
  return button;
}

function item(content: string): HTMLElement {
  const made = document.createElement("li");
  made.textContent = content;
  return made;
}

function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the panel has no #${id}`);
  return found as Kind;
}
