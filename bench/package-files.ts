import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Files from packages, fetched with the ordinary clients of their registries and never installed: `npm:name@version`,
 * `deb:name` (a binary package of Debian) and `src:name` (a source package).
 */
export type PackageName = string;

const CACHE = resolve("out/real-files");
const APT_SOURCES = "/etc/apt/sources.list.d";

/**
 * The bytes of a file in a package; fetched once, then kept under `out/real-files`.
 *
 * @param path in the archive, without its first folder (npm, source) or from the root (Debian binary);
 *   after a `!` the path inside that file, which is a zip archive
 * @throws {Error} when a client fails or the package has no such file
 */
export function packageFile(name: PackageName, path: string): Buffer {
  const [outer = "", inner] = path.split("!");
  const cached = join(CACHE, "files", name.replace(/[:/]/g, "-"), outer);
  if (!existsSync(cached)) {
    const content = fromArchive(archiveOf(name), outer);
    mkdirSync(dirname(cached), { recursive: true });
    writeFileSync(cached, content);
  }
  return inner === undefined ? readFileSync(cached) : run("unzip", ["-p", cached, inner]);
}

/** The path of a package's archive, which is fetched if missing. */
function archiveOf(name: PackageName): string {
  const [kind = "", rest = ""] = name.split(/:(.*)/);
  const folder = join(CACHE, kind);
  mkdirSync(folder, { recursive: true });
  const archive = (): string | undefined => readdirSync(folder).find((file) => isArchiveOf(file, kind, rest));
  if (archive() === undefined) fetchPackage(kind, rest, folder);
  const file = archive();
  if (file === undefined) throw new Error(`${name} was not fetched`);
  return join(folder, file);
}

function isArchiveOf(file: string, kind: string, name: string): boolean {
  if (kind === "npm") return file === `${name.replace(/^@/, "").replace(/[/@]/g, "-")}.tgz`;
  return file.startsWith(`${name}_`) && (kind === "deb" ? file.endsWith(".deb") : /\.orig\.tar\.\w+$/.test(file));
}

function fetchPackage(kind: string, name: string, folder: string): void {
  if (kind === "npm") run("npm", ["pack", "--silent", name], folder);
  else if (kind === "deb") run("apt-get", ["download", name], folder);
  else if (kind === "src")
    run("apt-get", [...sourceLists(), "source", "--download-only", "--only-source", "--tar-only", name], folder);
  else throw new Error(`a package is npm:…, deb:… or src:…, not ${kind}:${name}`);
}

let aptOptions: string[] | undefined;

/** Options that make apt see the source packages of this Debian release, which its lists may lack. */
function sourceLists(): string[] {
  if (aptOptions) return aptOptions;
  const lists = join(CACHE, "apt", "lists");
  const sources = join(CACHE, "apt", "debian.sources");
  mkdirSync(join(lists, "partial"), { recursive: true });
  const debian = readFileSync(join(APT_SOURCES, "debian.sources"), "utf8");
  writeFileSync(sources, debian.replaceAll(/^Types:.*/gm, "Types: deb-src"));
  const settings = ["SourceParts=-", `SourceList=${sources}`].map((one) => `Dir::Etc::${one}`);
  aptOptions = [...settings, `Dir::State::Lists=${lists}`].flatMap((setting) => ["-o", setting]);
  run("apt-get", [...aptOptions, "update"]);
  return aptOptions;
}

function fromArchive(archive: string, path: string): Buffer {
  if (archive.endsWith(".deb")) {
    const tar = run("dpkg-deb", ["--fsys-tarfile", archive]);
    return run("tar", ["-xO", `./${path}`], CACHE, tar);
  }
  // Most archives have a single top folder, some have none.
  const entries = run("tar", ["-tf", archive]).toString().split("\n");
  const entry = entries.find(
    (one) => one.replace(/^\.\//, "") === path || one.replace(/^(?:\.\/)?[^/]+\//, "") === path,
  );
  if (entry === undefined) throw new Error(`${archive} has no file ${path}`);
  return run("tar", ["-xOf", archive, entry]);
}

function run(command: string, args: readonly string[], cwd = CACHE, input?: Buffer): Buffer {
  return execFileSync(command, args, {
    cwd,
    ...(input ? { input } : {}),
    maxBuffer: 2 ** 30,
    stdio: ["pipe", "pipe", "pipe"],
  });
}
