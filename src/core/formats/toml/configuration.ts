/** Names of files that configure programs, without their ending. */
const NAMES: ReadonlySet<string> = new Set(
  (
    "anchor bacon book bunfig cargo clippy cliff config cross deny deno dprint fly foundry gopkg hugo lychee mise " +
    "netlify nextest pdm pixi poetry pyproject railway release-plz ruff rustfmt rust-toolchain selene stylua taplo " +
    "trunk typos uv vercel wally wrangler"
  ).split(" "),
);

/** Hugo's files of settings for each language, such as `menus.en.toml`. */
const HUGO = /^(?:config|hugo|languages?|markup|menus?|params)\.[\w-]{2,20}$/;
/** Hugo's folders with them, one for each environment. */
const HUGO_FOLDER = /(?:^|[\\/])config[\\/](?:(?:_default|production|staging|development|testing)[\\/])?[^\\/]*$/;

/** Whether a TOML file configures a program, such as `Cargo.toml` or Hugo's `config/_default/menus.en.toml`. */
export function isConfiguration(path: string): boolean {
  const stem = path
    .replace(/^.*[\\/]/s, "")
    .replace(/\.toml$/i, "")
    .replace(/^\./, "")
    .toLowerCase();
  return NAMES.has(stem) || HUGO.test(stem) || HUGO_FOLDER.test(path);
}
