/**
 * In UTF-16 code units: how much is segmented at once (`window`), and how far after its end a segment is affected by
 * what follows (`ahead`). A sentence's end depends on the letter after its full stops and brackets, a grapheme's on the
 * next character. Small windows are cheap, because each segment costs a copy of one.
 */
const SIZES = {
  sentence: { window: 2000, ahead: 400 },
  grapheme: { window: 200, ahead: 20 },
};

/**
 * Where the segments of a text end. The text is segmented in parts, because V8 copies all of it for each segment, which
 * exhausts the memory if the text is long.
 *
 * @returns offsets in UTF-16 code units, ascending, the length of the text last; none for an empty text
 */
export function segmentEnds(segmenter: Intl.Segmenter, text: string): number[] {
  const isByGrapheme = segmenter.resolvedOptions().granularity === "grapheme";
  const { window, ahead } = SIZES[isByGrapheme ? "grapheme" : "sentence"];
  const ends: number[] = [];
  let size = window;
  for (let at = 0; at < text.length; ) {
    const part = text.slice(at, at + size);
    const isLast = at + size >= text.length;
    const starts = [...segmenter.segment(part)].map(({ index }) => index).slice(1);
    // The last segment of a part may continue after it.
    const whole = isLast ? [...starts, part.length] : starts.filter((index) => index < size - ahead);
    for (const index of whole) ends.push(at + index);
    size = whole.length > 0 ? window : 2 * size;
    at = ends.at(-1) ?? 0;
  }
  return ends;
}
