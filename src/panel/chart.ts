/** A mark in a chart, in the units of its axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A named point that is drawn as a dot. */
export interface Mark extends Point {
  /** Its class. */
  readonly name: string;
  /** In units of the image. */
  readonly radius: number;
}

/** A chart as an image: all colours come from the theme, by class. */
export interface Chart {
  /** What a screen reader says. */
  readonly label: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
  formatX(value: number): string;
  formatY(value: number): string;
}

const SVG = "http://www.w3.org/2000/svg";
const SIZE = { width: 480, height: 220 };
const MARGIN = { left: 52, right: 14, top: 24, bottom: 40 };
const MIN_BARS = 10;
const INNER = {
  width: SIZE.width - MARGIN.left - MARGIN.right,
  height: SIZE.height - MARGIN.top - MARGIN.bottom,
};

/** A line that keeps its height until the next point, with marks on it, the later above the earlier. */
export function stepChart(chart: Chart, points: readonly Point[], marks: readonly Mark[]): SVGElement {
  const svg = frame(chart);
  const path = points
    .map(({ x, y }, index) => {
      const [px, py] = place(chart, { x, y });
      return index === 0 ? `M${px},${py}` : `H${px}V${py}`;
    })
    .join("");
  svg.append(element("path", { d: path, class: "line" }));
  for (const mark of marks) {
    const [cx, cy] = place(chart, mark);
    svg.append(element("circle", { cx, cy, r: mark.radius, class: `mark ${mark.name}` }));
  }
  return svg;
}

/** Bars side by side, each with a name below. */
export function barChart(chart: Chart, bars: readonly { readonly name: string; readonly value: number }[]): SVGElement {
  // A single bar is not as wide as the chart.
  const slots = Math.max(MIN_BARS, bars.length);
  const svg = frame({ ...chart, xMax: slots }, false);
  const width = INNER.width / slots;
  const every = Math.ceil(bars.length / 8);
  bars.forEach(({ name, value }, index) => {
    const [x, y] = place({ ...chart, xMax: slots }, { x: index, y: value });
    const height = MARGIN.top + INNER.height - y;
    const bar = element("rect", { x: x + 1, y, width: Math.max(1, width - 2), height, class: "bar" });
    bar.append(titled(`${name}: ${chart.formatY(value)}`));
    svg.append(bar);
    if (index % every === 0) svg.append(text(name, x + width / 2, SIZE.height - MARGIN.bottom + 16, "middle"));
  });
  return svg;
}

function frame(chart: Chart, hasTicks = true): SVGElement {
  const svg = element("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img", "aria-label": chart.label });
  const [left, bottom] = [MARGIN.left, SIZE.height - MARGIN.bottom];
  svg.append(element("path", { d: `M${left},${MARGIN.top}V${bottom}H${SIZE.width - MARGIN.right}`, class: "axis" }));
  for (const share of [0, 0.5, 1]) {
    const value = chart.yMin + share * (chart.yMax - chart.yMin);
    svg.append(text(chart.formatY(value), left - 6, bottom - share * INNER.height + 4, "end"));
    if (!hasTicks) continue;
    svg.append(
      text(chart.formatX(share * chart.xMax), left + share * INNER.width, bottom + 16, share === 1 ? "end" : "middle"),
    );
  }
  svg.append(text(chart.xLabel, left + INNER.width / 2, SIZE.height - 6, "middle", "title"));
  svg.append(text(chart.yLabel, left - 6, MARGIN.top - 12, "start", "title"));
  return svg;
}

function place({ xMax, yMin, yMax }: Chart, { x, y }: Point): [number, number] {
  const [right, up] = [x / (xMax || 1), (y - yMin) / (yMax - yMin || 1)];
  return [MARGIN.left + right * INNER.width, MARGIN.top + (1 - up) * INNER.height];
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function text(content: string, x: number, y: number, anchor: string, name = ""): SVGElement {
  const made = element("text", { x, y, "text-anchor": anchor, class: name });
  made.textContent = content;
  return made;
}

function titled(content: string): SVGElement {
  const made = element("title", {});
  made.textContent = content;
  return made;
}
