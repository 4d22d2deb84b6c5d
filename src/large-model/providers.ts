import { isLocal, originOf } from "./base-url.js";

/** Kinds of APIs. */
export const PROVIDERS = ["openai", "azure", "anthropic", "deepl"] as const;

/** A kind of API: `openai` is everything compatible with OpenAI's. */
export type ProviderName = (typeof PROVIDERS)[number];

/** What holds for a provider where nothing else is set. */
interface Provider {
  /** Undefined if every customer has their own. */
  readonly baseUrl: string | undefined;
  readonly model: string | undefined;
  /** The environment variable from which its own tools read the key. */
  readonly keyVariable: string;
  /** Its own hosts, to which the key in that variable may be sent. */
  readonly hostnames: RegExp;
}

const DETAILS: Readonly<Record<ProviderName, Provider>> = {
  openai: {
    baseUrl: "https://api.openai.com/v1",
    model: "gpt-4.1-mini",
    keyVariable: "OPENAI_API_KEY",
    hostnames: /(?:^|\.)api\.openai\.com$/,
  },
  azure: {
    baseUrl: undefined,
    model: undefined,
    keyVariable: "AZURE_OPENAI_API_KEY",
    hostnames: /\.(?:openai|services\.ai|cognitiveservices)\.azure\.com$/,
  },
  anthropic: {
    baseUrl: "https://api.anthropic.com/v1",
    model: "claude-haiku-4-5",
    keyVariable: "ANTHROPIC_API_KEY",
    hostnames: /^api\.anthropic\.com$/,
  },
  deepl: {
    baseUrl: "https://api.deepl.com/v2",
    model: "deepl",
    keyVariable: "DEEPL_API_KEY",
    hostnames: /^api(?:-free)?\.deepl\.com$/,
  },
};

/** What holds for a provider where nothing else is set. */
export function providerDefaults(provider: ProviderName): Provider {
  return DETAILS[provider];
}

/** DeepL's keys show which of its two hosts they are for. */
export function baseUrlFor(provider: ProviderName, baseUrl: string, key: string): string {
  const isFreeKey = provider === "deepl" && key.endsWith(":fx");
  return isFreeKey && originOf(baseUrl) === "https://api.deepl.com"
    ? baseUrl.replace("api.deepl", "api-free.deepl")
    : baseUrl;
}

/** Whether a key for the provider's own tools may be sent to an address: only over TLS, and only to the provider's hosts. */
export function isOwnServer(provider: ProviderName, baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "https:" && DETAILS[provider].hostnames.test(hostname);
}

/** Whether requests need a key: servers on this machine usually need none. */
export function needsKey(provider: ProviderName, baseUrl: string): boolean {
  return provider !== "openai" || !isLocal(baseUrl);
}
