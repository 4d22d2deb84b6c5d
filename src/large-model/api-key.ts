import { RouteLmtError, said } from "../core/errors.js";

/**
 * A key in the form to send, without white space around it. A line break inside would put the key into
 * an error message of fetch.
 *
 * @param name of its origin, for the message
 * @throws {RouteLmtError} `key-missing`, without the key
 */
export function readKey(text: string, name: string): string {
  const key = text.trim();
  if (key === "" || /^[\x21-\x7e]+$/.test(key)) return key;
  throw new RouteLmtError(
    "key-missing",
    said`${name} is not an API key: it has a space, a line break or another character that no key has`,
    said`Copy the key again, and set it once more.`,
  );
}
