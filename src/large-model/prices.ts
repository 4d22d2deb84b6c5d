import type { Price } from "../core/routing/cost.js";

/** List prices in US dollars per million tokens, as published in 2025; the user's own price wins. */
const PRICES: Record<string, Price> = {
  "gpt-4o": { input: 2.5, output: 10 },
  "gpt-4o-mini": { input: 0.15, output: 0.6 },
  "gpt-4.1": { input: 2, output: 8 },
  "gpt-4.1-mini": { input: 0.4, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, output: 0.4 },
};

/** The known list price of a model, or undefined. */
export function listPrice(model: string): Price | undefined {
  return PRICES[model];
}
