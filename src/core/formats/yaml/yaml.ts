import { atOnce } from "#core/text/at-once.js";
import { type Document, type Format, keyId, type Unit } from "../format.js";
import { updatingHashes } from "../tree/message-hash.js";
import { metadataOf } from "../tree/metadata.js";
import { readRecords, recordsOf } from "../tree/record-list.js";
import { unitSteps } from "../tree/units.js";
import { aliasedKeys } from "./aliases.js";
import { createYaml } from "./create.js";
import { messagesOf } from "./language.js";
import type { YamlNode } from "./node.js";
import { yamlTreeSteps } from "./tree.js";
import { writeYaml } from "./write.js";

/** YAML 1.2.2 with string leaves: Rails, Symfony and plain nested files. */
export const yaml: Format = updatingHashes({
  name: "yaml",
  label: "YAML",
  holds: "one-language",
  isTree: true,
  matches: (path) => /\.ya?ml$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
  write: writeYaml,
  create: createYaml,
});

function* readSteps(text: string): Generator<void, Document> {
  const root = yield* yamlTreeSteps(text);
  const records = recordsOf(root);
  if (records) return readRecords(text, root, records);
  const messages = messagesOf(root);
  const { ignored, notes } = metadataOf(text, messages);
  yield;
  const {
    units,
    problems,
    occupied = [],
    blank = [],
  } = yield* unitSteps(text, messages, (node): Partial<Unit> => {
    if (ignored.has(node)) return { state: "ignored" };
    const own = notesOf(text, node);
    const record = notes.get(node);
    const comment = [own.comment, record?.comment].filter((one) => one !== undefined).join("\n");
    return record === undefined ? own : { ...record, ...(comment === "" ? {} : { comment }) };
  });
  yield;
  const aliased = aliasedKeys(text, root);
  if (aliased.length === 0) return { units, problems, occupied, blank };
  const own = new Set(units.map(({ key }) => keyId(key)));
  const isAlias = new Set(aliased.map(({ key }) => keyId(key)));
  return {
    units,
    problems,
    occupied: [...occupied, ...aliased.filter(({ key }) => !own.has(keyId(key)))],
    blank: blank.filter(({ key }) => !isAlias.has(keyId(key))),
  };
}

/** The comment lines directly above an entry, which are for translators. */
function notesOf(text: string, { commentStart, propertyStart }: YamlNode): Partial<Unit> {
  if (commentStart < 0) return {};
  const lines = text.slice(commentStart, propertyStart).split(/[\r\n]+/);
  const comment = lines
    .map((line) => line.replace(/^[ \t]*#*/, "").trim())
    .join("\n")
    .trim();
  return comment === "" ? {} : { comment };
}
