import { RouteLmtError, type Said, type SaidArgument, said } from "../core/errors.js";

/**
 * Reads the address of an API, such as `https://host/v1`. An invalid one is not quoted: it may be a key.
 *
 * @param name of the option or setting, for the message
 * @throws {RouteLmtError} `option-invalid`
 */
export function readBaseUrl(text: string, name: SaidArgument): string {
  const invalid = (why: Said): RouteLmtError =>
    new RouteLmtError(
      "option-invalid",
      said`${name} cannot be used: ${why}`,
      said`Give an address such as https://api.openai.com/v1.`,
    );
  if (!URL.canParse(text)) throw invalid(said`it is not an address`);
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw invalid(said`it does not begin with http:// or https://`);
  if (url.username !== "" || url.password !== "")
    throw invalid(said`it has a user name or a password, which do not belong in an address`);
  const others = [...url.searchParams.keys()].filter((key) => key !== "api-version");
  if (others.length > 0 || url.hash !== "") throw invalid(said`it has more than a path and api-version`);
  return text;
}

/** The address of a part of an API; the query of the base address stays. */
export function endpoint(baseUrl: string, path: string): URL {
  const url = new URL(baseUrl);
  url.pathname = url.pathname.replace(/\/+$/, "") + path;
  return url;
}

/** Scheme, host and port: what a key is stored for. `https://host` and `http://host` differ. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

/** Whether an address is on this machine. */
export function isLocal(baseUrl: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(baseUrl).hostname);
}
