import { RouteLmtError, said } from "../core/errors.js";

/**
 * A key as it can be sent, without the white space that copying leaves around it. A line break inside would end up in a
 * message of fetch, key and all.
 *
 * @param name where it is from, for the message
 * @throws {RouteLmtError} `key-missing`, without the key
 */
export function readKey(text: string, name: string): string {
  const key = text.trim();
  if (key === "" || /^[\x21-\x7e]+$/.test(key)) return key;
  throw new RouteLmtError(
    "key-missing",
    said`${name} is not an API key: it has a space, a line break or another character that no key has`,
    said`Copy the key once more, and set it again.`,
  );
}
