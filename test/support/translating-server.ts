import { costOf } from "#core/routing/cost.js";
import { completion, json, type Script, ScriptedServer, type Seen, stringsOf } from "./scripted-server.js";

/** Its price in US dollars per million tokens. */
export const PRICE = { input: 3, output: 7 };
/** The price as options of the command line. */
export const PRICE_OPTIONS = ["--price-input", `${PRICE.input}`, "--price-output", `${PRICE.output}`];

/** By language: the verbs of a `FaultProject`, and the words before and after the number of a page. */
const WORDS: Readonly<Record<string, readonly [verbs: string, page: string, report: string]>> = {
  German: ["Öffne Schließe Drucke Benenne Lösche", "Seite", "des Berichts"],
  French: ["Ouvrez Fermez Imprimez Renommez Supprimez", "la page", "du rapport"],
  Spanish: ["Abra Cierre Imprima Renombre Elimine", "la página", "del informe"],
  Italian: ["Apri Chiudi Stampa Rinomina Elimina", "la pagina", "del rapporto"],
  Dutch: ["Heropen Sluit Print Hernoem Verwijder", "pagina", "van het verslag"],
};
const NAMES: Readonly<Record<string, string>> = {
  de: "German",
  fr: "French",
  es: "Spanish",
  it: "Italian",
  nl: "Dutch",
};
/** The first words of the strings of a `FaultProject`. */
export const VERBS = ["Open", "Close", "Print", "Rename", "Delete"] as const;

/** A string of a `FaultProject`. */
export function englishOf(verb: string, page: number): string {
  return `${verb} page ${page} of the report`;
}

/** The server's answer for a string of a `FaultProject`. @param language as `German` or `de` */
export function answerTo(language: string, text: string): string {
  const [, verb = "", page = ""] = /^(\w+) page (\d+)/.exec(text) ?? [];
  const [verbs = "", pageWord, report] = WORDS[NAMES[language] ?? language] ?? [];
  return `${verbs.split(" ")[VERBS.findIndex((one) => one === verb)]} ${pageWord} ${page} ${report}`;
}

/** A local chat-completions server that translates the words of a `FaultProject`, and records what it bills. */
export class TranslatingServer {
  /** Handles a request differently; returns false to answer it as usual. */
  fault: ((...args: Parameters<Script>) => boolean) | undefined;
  /** Milliseconds before each answer. */
  delay = 0;
  /** US dollars for all answers. */
  billed = 0;
  /** The requested strings, as `German: Open page 7`, in order. */
  readonly asked: string[] = [];
  /** Called for each request. */
  onRequest: ((count: number) => void) | undefined;
  readonly #server = new ScriptedServer();

  constructor() {
    this.#server.script = (seen, response, index) => {
      const language = languageOf(seen);
      for (const { text } of stringsOf(seen)) this.asked.push(`${language}: ${text}`);
      this.onRequest?.(index + 1);
      if (this.fault?.(seen, response, index)) return;
      const usage = usageOf(seen);
      this.billed += costOf({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens }, PRICE);
      setTimeout(() => json(response, completion(translationsOf(seen), { usage })), this.delay);
    };
  }

  static async start(): Promise<TranslatingServer> {
    const server = new TranslatingServer();
    await server.listen();
    return server;
  }

  listen(): Promise<void> {
    return this.#server.listen();
  }

  get baseUrl(): string {
    return `${this.#server.origin}/v1`;
  }

  /** Headers and bodies of all requests. */
  get seen(): readonly Seen[] {
    return this.#server.seen;
  }

  /** Forgets all requests and faults. */
  reset(): void {
    this.fault = undefined;
    this.onRequest = undefined;
    this.delay = 0;
    this.billed = 0;
    this.asked.length = 0;
    this.#server.seen.length = 0;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

/** A server for the tests of a suite, reset before each test. */
export function useTranslatingServer(): TranslatingServer {
  const server = new TranslatingServer();
  before(() => server.listen());
  after(() => server.stop());
  beforeEach(() => server.reset());
  return server;
}

/** The right answer to a request. */
export function translationsOf(seen: Seen): { readonly id: string; readonly text: string }[] {
  const language = languageOf(seen);
  return stringsOf(seen).map(({ id, text }) => ({ id, text: answerTo(language, text) }));
}

/** The tokens that an answer is billed for. */
export function usageOf(seen: Seen): { readonly prompt_tokens: number; readonly completion_tokens: number } {
  return {
    prompt_tokens: Math.ceil(JSON.stringify(seen.body.messages).length / 6),
    completion_tokens: 10 * stringsOf(seen).length,
  };
}

function languageOf({ body }: Seen): string {
  const [first] = body.messages as { readonly content: string }[];
  return /to (\w+)\./.exec(first?.content ?? "")?.[1] ?? "";
}
