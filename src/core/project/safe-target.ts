import { findFormat } from "../formats/registry.js";

/** Folders without translations, in which a file may cause code to run. */
const CLOSED = /^(?:\.git|\.hg|\.svn|\.vscode|\.idea|node_modules)$/i;
/** Names that file systems may resolve to other files: streams, short names, and characters that they drop. */
const DISGUISED = /[\\:\p{Cc}\p{Cf}\p{Cs}]|~\d|[. ]$/u;

/**
 * Whether settings of other tools may name a file as a target: it must be below the folder of the settings, in no
 * hidden folder except the source file's, and of the same format.
 *
 * @param target relative to the settings, with `/` between folders
 * @param source as the target
 */
export function isSafeTarget(target: string, source: string): boolean {
  const [names, own] = [target.split("/"), source.split("/")];
  const last = names.length - 1;
  return (
    names.every((name, index) => {
      if (name === "" || DISGUISED.test(name) || CLOSED.test(name)) return false;
      const isHidden = name.startsWith(".");
      return !isHidden || (index === last ? own.at(-1)?.startsWith(".") : own[index] === name);
    }) && isSameKind(names[last] ?? "", own.at(-1) ?? "")
  );
}

function isSameKind(target: string, source: string): boolean {
  const [a, b] = [target, source].map((name) => /\.[^.]*$/.exec(name)?.[0].toLowerCase());
  return a === b || (findFormat(target) !== undefined && findFormat(target) === findFormat(source));
}
