import type { ServerResponse } from "node:http";
import type { ErrorCode } from "#core/errors.js";
import { completion, json, type Script, stringsOf } from "./scripted-server.js";

export const KEY = "sk-SECRET-0123456789";
export const STRINGS = { open: "Open the file", close: "Close the file" };
const GERMAN: Readonly<Record<string, string>> = {
  "Open the file": "Datei öffnen",
  "Close the file": "Datei schließen",
  "The file could not be saved": "Die Datei konnte nicht gespeichert werden",
};
export const price = { input: 1, output: 2 };

/** A correct answer. */
export const well: Script = (seen, response) =>
  json(response, completion(stringsOf(seen).map(({ id, text }) => ({ id, text: GERMAN[text] ?? text }))));
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, error: object = {}): Script =>
  (_, response) =>
    json(response, { error: { message: `Incorrect API key ${KEY}`, ...error } }, code, headers);
export const answers =
  (translations: (seen: Parameters<Script>[0]) => unknown, options = {}): Script =>
  (seen, response) =>
    json(response, completion(translations(seen), options));
export const once =
  (fault: Script): Script =>
  (seen, response, index) =>
    (index === 0 ? fault : well)(seen, response, index);
const half = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write(text);
};

const pour = (response: ServerResponse): void => {
  let sent = 0;
  const go = (): void => {
    while (sent < 100e6 && !response.destroyed && response.write(" ".repeat(65_536))) sent += 65_536;
    if (!response.destroyed) response.once("drain", go);
  };
  go();
};

interface Fault {
  readonly script: Script;
  /** Steps of the ledger as letters: `r` reserve, `s` settle, `x` release, `d` doubt. */
  readonly steps: string;
  /** The outcome of every string: the code of an error or failure, or `bought`. */
  readonly ends: ErrorCode | "bought" | "left-out" | "cut" | "refused" | "unreadable" | "held";
  readonly waits?: readonly number[];
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  "nothing wrong": { script: well, steps: "rs", ends: "bought" },
  "401": { script: status(401), steps: "rx", ends: "provider-authentication" },
  "402": { script: status(402), steps: "rx", ends: "provider-quota" },
  "403": { script: status(403), steps: "rx", ends: "provider-authentication" },
  "404": { script: status(404), steps: "rx", ends: "provider-refused" },
  "400": { script: status(400), steps: "rx", ends: "provider-refused" },
  "408": { script: status(408), steps: "rdrdrd", ends: "provider-unavailable", waits: [1000, 2000] },
  "413, with two strings": { script: status(413), steps: "rxrxrx", ends: "provider-refused" },
  "429": { script: status(429), steps: "rxrxrx", ends: "provider-rate-limit", waits: [1000, 2000] },
  "429 once, with seconds": {
    script: once(status(429, { "retry-after": "7" })),
    steps: "rxrs",
    ends: "bought",
    waits: [7000],
  },
  "429 once, with a date gone by": {
    script: once(status(429, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" })),
    steps: "rxrs",
    ends: "bought",
    waits: [0],
  },
  "429 with an hour": { script: status(429, { "retry-after": "3600" }), steps: "rx", ends: "provider-rate-limit" },
  "429 for want of money": {
    script: status(429, {}, { code: "insufficient_quota" }),
    steps: "rx",
    ends: "provider-quota",
  },
  "500": { script: status(500), steps: "rdrdrd", ends: "provider-unavailable", waits: [1000, 2000] },
  "500 once": { script: once(status(500)), steps: "rdrs", ends: "bought", waits: [1000] },
  "503 with seconds": {
    script: status(503, { "retry-after": "1" }),
    steps: "rdrdrd",
    ends: "provider-unavailable",
    waits: [1000, 1000],
  },
  "504": { script: status(504), steps: "rdrdrd", ends: "provider-unavailable", waits: [1000, 2000] },
  "reset before the headers": {
    script: (_, response) => void response.socket?.destroy(),
    steps: "rdrdrd",
    ends: "provider-unreachable",
    waits: [1000, 2000],
  },
  "reset within the body": {
    script: (_, response) => {
      half(response, '{"choices": [');
      setTimeout(() => response.socket?.destroy(), 20);
    },
    steps: "rd",
    ends: "provider-answer",
  },
  "time-out": { script: () => undefined, steps: "rd", ends: "provider-timeout" },
  "slow drip": {
    script: (_, response) => {
      half(response, " ");
      const timer = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(timer));
    },
    steps: "rd",
    ends: "provider-timeout",
  },
  "half JSON": {
    script: (_, response) => void response.end('{"choices": [{"mess'),
    steps: "rd",
    ends: "provider-answer",
  },
  "not JSON": {
    script: (_, response) => void response.end("<html>Log in</html>"),
    steps: "rd",
    ends: "provider-answer",
  },
  null: { script: (_, response) => void response.end("null"), steps: "rd", ends: "provider-answer" },
  "no choice": { script: (_, response) => json(response, { choices: [null] }), steps: "rd", ends: "provider-answer" },
  "100 MB": { script: (_, response) => pour(response), steps: "rd", ends: "provider-answer" },
  "401 with 100 MB": {
    script: (_, response) => pour(response.writeHead(401)),
    steps: "rx",
    ends: "provider-authentication",
  },
  "500 that breaks off": {
    script: (_, response) => {
      response.writeHead(500, { "content-length": "900" });
      response.write("{");
      setTimeout(() => response.socket?.destroy(), 20);
    },
    steps: "rdrdrd",
    ends: "provider-unavailable",
    waits: [1000, 2000],
  },
  redirect: {
    script: (_, response) => json(response, {}, 307, { location: "http://127.0.0.1:1/v1/chat/completions" }),
    steps: "rx",
    ends: "provider-refused",
  },
  "wrong ids": {
    script: answers(() => [{ id: "x", text: "Datei" }]),
    steps: "rsrs",
    ends: "left-out",
  },
  "ids twice": {
    script: answers((seen) => [...stringsOf(seen), ...stringsOf(seen)].map(({ id }) => ({ id, text: "Datei" }))),
    steps: "rsrs",
    ends: "left-out",
  },
  "ids besides": {
    script: answers((seen) => [
      { id: "9.9", text: "mehr" },
      ...stringsOf(seen).map(({ id, text }) => ({ id, text: GERMAN[text] })),
    ]),
    steps: "rs",
    ends: "bought",
  },
  "null among the translations": {
    script: once(answers((seen) => [null, 3, ...stringsOf(seen).map(({ id }) => ({ id, text: null }))])),
    steps: "rsrs",
    ends: "bought",
  },
  "content in parts": {
    script: (seen, response) => {
      const translations = stringsOf(seen).map(({ id, text }) => ({ id, text: GERMAN[text] }));
      const text = JSON.stringify({ translations });
      const content = [{ type: "text", text: text.slice(0, 9) }, null, { type: "text", text: text.slice(9) }];
      json(response, { choices: [{ message: { content } }] });
    },
    steps: "rs",
    ends: "bought",
  },
  "empty strings": {
    script: answers((seen) => stringsOf(seen).map(({ id }) => ({ id, text: " " }))),
    steps: "rsrs",
    ends: "left-out",
  },
  "length, with nothing whole": {
    script: answers(() => '{"translations":[{"id":"0', { ending: "length" }),
    steps: "rsrsrsrsrs",
    ends: "cut",
  },
  "length, with the first whole": {
    script: once(answers(() => '{"translations":[{"id":"0.0","text":"Datei öffnen"},{"id":"1.', { ending: "length" })),
    steps: "rsrs",
    ends: "bought",
  },
  "refusal text": {
    script: answers(() => "I'm sorry, but I can't help with that."),
    steps: "rsrs",
    ends: "unreadable",
  },
  refusal: {
    script: (_, response) =>
      json(response, { choices: [{ message: { content: null, refusal: "No." } }], usage: { prompt_tokens: 300 } }),
    steps: "rsrsrs",
    ends: "refused",
  },
};
