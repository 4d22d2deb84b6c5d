/**
 * How the small model searches for a hypothesis. `greedy`: the likeliest token each time; `beam`: over four beams;
 * `auto`: greedy, then over beams if the result is unsure.
 */
export const SEARCH_MODES = ["greedy", "auto", "beam"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];
