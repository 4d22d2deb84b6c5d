import type { LargeAnswer, LargeRequest } from "../core/translate/models.js";

/** The answer's shape, as JSON Schema for structured output. */
export const ANSWER_SCHEMA = {
  type: "object",
  properties: {
    translations: {
      type: "array",
      items: {
        type: "object",
        properties: { id: { type: "string" }, text: { type: "string" } },
        required: ["id", "text"],
        additionalProperties: false,
      },
    },
  },
  required: ["translations"],
  additionalProperties: false,
};

/**
 * The translations in a model's answer: only requested ids, each once, because an answer that mixes up ids
 * is worthless. Anything else is ignored, and a truncated answer counts up to its end.
 */
export function readTranslations(
  content: string,
  requests: readonly LargeRequest[],
): Pick<LargeAnswer, "translations" | "isUnreadable"> {
  const entries = entriesOf(content);
  const asked = new Set(requests.map(({ id }) => id));
  const translations = new Map<string, string>();
  const twice = new Set<string>();
  for (const entry of entries ?? []) {
    const [id, text] = [field(entry, "id"), field(entry, "text")];
    if (typeof id !== "string" || typeof text !== "string" || !asked.has(id)) continue;
    if (translations.has(id)) twice.add(id);
    translations.set(id, text);
  }
  for (const id of twice) translations.delete(id);
  return { translations, ...(entries ? {} : { isUnreadable: true }) };
}

/** The text of a message, which some APIs return in parts. */
export function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part) => field(part, "text"))
    .filter((text) => typeof text === "string")
    .join("");
}

/** A field of a value that may not be an object. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function entriesOf(content: string): unknown[] | undefined {
  const text = content.replace(/^\s*<think>[\s\S]*?<\/think>/, "");
  const start = text.search(/[{[]/);
  if (start < 0) return undefined;
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]")) + 1;
  const whole = parsed(text.slice(start, end));
  const answer = whole ?? parsed(`${text.slice(start, text.lastIndexOf("}") + 1)}]}`);
  const entries = Array.isArray(answer) ? answer : field(answer, "translations");
  return Array.isArray(entries) ? entries : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
