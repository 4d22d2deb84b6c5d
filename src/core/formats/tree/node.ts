/** A value of a JSON text with its place. */
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
  /** Where the property begins: its quoted name, or the element itself. */
  readonly propertyStart: number;
  /** Where the quoted name ends; `propertyStart` for an element. */
  readonly nameEnd: number;
  /** Start of the line on which the property begins. */
  readonly lineStart: number;
  /** After what belongs to the value, as `as const` of TypeScript; `end` where it is not given. */
  readonly itemEnd?: number;
  /** Offset after the comma that follows; -1 when none does. */
  commaEnd: number;
  /** Whether a later property of the same object has the same name: then this one does not count. */
  shadowed: boolean;
}

/** Of properties with one name the last one counts, as in every JSON parser. */
export function markShadowed(children: readonly JsonNode[]): void {
  if (children.length < 2) return;
  const last = new Map<string | number, JsonNode>();
  for (const child of children) {
    const earlier = last.get(child.key);
    if (earlier) earlier.shadowed = true;
    last.set(child.key, child);
  }
}
