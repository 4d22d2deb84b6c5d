import { dirname, join } from "node:path";
import type { Format } from "../core/formats/format.js";
import type { Workspace } from "./workspace.js";

/** Settings of Flutter's generator of localizations, next to `pubspec.yaml`. */
const SETTINGS = "l10n.yaml";
const ESCAPES = /^use-escaping:[ \t]*(?:true|yes|on)\b/im;

/**
 * A format as the file's project uses it: in Flutter's messages, apostrophes quote only if `l10n.yaml` says so.
 *
 * @param path of the file
 */
export async function formatInProject(workspace: Workspace, path: string, format: Format): Promise<Format> {
  if (format.syntax !== "flutter") return format;
  const root = workspace.projectFolderOf(path);
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    // An unreadable file sets nothing.
    const settings = await workspace.read(join(folder, SETTINGS)).catch(() => undefined);
    if (settings) return ESCAPES.test(settings.text) ? { ...format, syntax: "icu" } : format;
    if (folder === root || folder === dirname(folder)) return format;
  }
}
