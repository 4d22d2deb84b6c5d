import { type Choice, messageOf, RouteLmtError } from "#core/errors.js";
import { inEnglish, saidText } from "../localize.js";

/** How the choices of a person are named to agents. */
const CHOICES: Readonly<Record<Choice, string>> = {
  "target-file": "the settings of the project",
  "target-language": "languages",
  "source-language": "the source language of the server (routelmt mcp --from)",
};

/** An error as an agent reads it: a stable code, what was wrong, what to do. */
export function errorText(error: unknown): string {
  if (error instanceof RouteLmtError)
    return `${error.code}: ${error.message}. ${saidText(error.cure, inEnglish, CHOICES)}`;
  return `unexpected: ${messageOf(error)}. This is a fault of RouteLMT; nothing more was done.`;
}
