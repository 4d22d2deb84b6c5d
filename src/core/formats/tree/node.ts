/** A value of a JSON text, with its position. */
export interface JsonNode {
  readonly type: "object" | "array" | "string" | "null" | "other";
  readonly start: number;
  end: number;
  /** Decoded value of a string. */
  readonly value: string | undefined;
  /** Name in the parent object, or index in the parent array. */
  readonly key: string | number;
  readonly parent: JsonNode | undefined;
  readonly children: JsonNode[];
  /** Start of the property: of its quoted name, or of the element. */
  readonly propertyStart: number;
  /** End of the quoted name; `propertyStart` for an element. */
  readonly nameEnd: number;
  /** Start of the line where the property begins. */
  readonly lineStart: number;
  /** End of the value with what belongs to it, such as `as const` in TypeScript; `end` by default. */
  readonly itemEnd?: number;
  /** Offset after the following comma; -1 if there is none. */
  commaEnd: number;
  /** Whether a later property of the object has the same name, so that this one does not count. */
  shadowed: boolean;
}

/** Marks all but the last of properties with the same name: the last one counts, as in every JSON parser. */
export function markShadowed(children: readonly JsonNode[]): void {
  if (children.length < 2) return;
  const last = new Map<string | number, JsonNode>();
  for (const child of children) {
    const earlier = last.get(child.key);
    if (earlier) earlier.shadowed = true;
    last.set(child.key, child);
  }
}
