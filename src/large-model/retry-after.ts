/**
 * Seconds until a provider wants to be asked again, from its headers: `retry-after` as seconds or a date (RFC 9110),
 * `retry-after-ms` as sent by OpenAI and Azure. Undefined if neither is valid.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const milliseconds = amount(headers.get("retry-after-ms"));
  if (milliseconds !== undefined) return milliseconds / 1000;
  const text = headers.get("retry-after");
  const seconds = amount(text);
  if (seconds !== undefined || text === null) return seconds;
  // A lone invalid number, such as "-1", is not a date.
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

function amount(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
