import type { XmlAttribute, XmlElement } from "./tree.js";

/** The namespaces in scope while a document is read. */
export class Namespaces {
  /** By prefix, innermost last. */
  readonly #inScope = new Map<string, string[]>([["xml", ["http://www.w3.org/XML/1998/namespace"]]]);
  /** The elements that declared any, innermost last. */
  readonly #declared: { readonly element: XmlElement; readonly prefixes: readonly string[] }[] = [];

  /** The namespace of a prefix; undefined if none is declared. */
  of(prefix: string): string | undefined {
    return this.#inScope.get(prefix)?.at(-1);
  }

  /** Opens the namespaces that the attributes of a start tag declare; returns their prefixes. */
  open(text: string, attributes: readonly XmlAttribute[]): readonly string[] {
    const prefixes: string[] = [];
    for (const { name, start, end } of attributes) {
      if (!name.startsWith("xmlns") || (name.length > 5 && name[5] !== ":")) continue;
      const prefix = name.slice(6);
      const stack = this.#inScope.get(prefix);
      const uri = text.slice(start, end);
      if (stack) stack.push(uri);
      else this.#inScope.set(prefix, [uri]);
      prefixes.push(prefix);
    }
    return prefixes;
  }

  /** Notes which element the prefixes of {@link open} belong to, so that {@link close} ends them. */
  declare(element: XmlElement, prefixes: readonly string[]): void {
    if (prefixes.length > 0) this.#declared.push({ element, prefixes });
  }

  /** Ends the namespaces of an element. */
  close(element: XmlElement): void {
    if (this.#declared.at(-1)?.element !== element) return;
    for (const prefix of this.#declared.pop()?.prefixes ?? []) this.#inScope.get(prefix)?.pop();
  }
}
