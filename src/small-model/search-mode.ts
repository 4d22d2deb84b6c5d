/**
 * How the small model searches for a hypothesis. `greedy`: the likeliest token each time; `beam`: over four beams;
 * `auto`: greedy, and over beams where that comes out unsure.
 */
export const SEARCH_MODES = ["greedy", "auto", "beam"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];
