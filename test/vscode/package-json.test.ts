import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { FORMATS } from "#core/formats/registry.js";
import { ENDINGS, LOCALE_GLOBS, MENU_PATTERN } from "#core/project/locale-globs.js";
import { DEFAULTS } from "#core/translate/defaults.js";
import { PROVIDERS } from "#large-model/providers.js";
import { AGENT_TOOLS } from "#workspace/agent/tools.js";
import { FIXTURES } from "../core/formats/fixtures.js";

interface MenuItem {
  readonly command: string;
  readonly when: string;
}

interface Setting {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

/** The contrast of two colours, 1 to 21, as WCAG defines it. */
function contrastOf(one: string, other: string): number {
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const nls = JSON.parse(readFileSync(new URL("../../package.nls.json", import.meta.url), "utf8"));

/** The settings of all groups. */
const settingsOf = ({ contributes }: typeof manifest): Record<string, Setting> =>
  Object.assign({}, ...contributes.configuration.map(({ properties }: { properties: object }) => properties));

describe("package.json", () => {
  it("has its settings in groups with titles, and a text for all that it names", () => {
    assert.ok(manifest.contributes.configuration.length > 3);
    for (const { title } of manifest.contributes.configuration) assert.match(title, /^%settings\.\w+%$/);
    const named = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, name]) => name ?? "");
    assert.deepEqual(
      named.filter((name) => !(name in nls)),
      [],
    );
    const commands = new Set(manifest.contributes.commands.map(({ command }: MenuItem) => command));
    const linked = [...JSON.stringify(nls).matchAll(/\(command:(routelmt\.\w+)\)/g)].map(([, name]) => name);
    assert.ok(linked.length > 3);
    assert.deepEqual(
      linked.filter((name) => !commands.has(name)),
      [],
    );
  });

  it("offers the commands on files where src/core/project/locale-globs.ts says", () => {
    const menus: [string, MenuItem[]][] = Object.entries(manifest.contributes.menus);
    const items = menus.flatMap(([, menu]) => menu).filter(({ when }) => /resource(?:Path|Extname) =~/.test(when));
    assert.ok(items.length >= 2);
    const isFile = `resourcePath in routelmt.files || resourcePath =~ /${MENU_PATTERN.source}/i`;
    for (const { command, when } of items) assert.equal(when, isFile, command);
    const [first] = manifest.contributes.menus["editor/title"] as MenuItem[];
    assert.deepEqual([first?.command, first?.when], ["routelmt.translateFile", "resourcePath in routelmt.files"]);
  });

  it("has every command in the palette, except those that need a row, a review or an order of the view", () => {
    const { commandPalette } = manifest.contributes.menus as Record<string, MenuItem[]>;
    for (const { command, when } of commandPalette ?? [])
      assert.match(
        when,
        /^(false|resourceScheme == routelmt-review|editorHasSelection && !editorReadonly|!?routelmt\.is(Filtered|ByGain))$/,
        command,
      );
    const left = (commandPalette ?? []).map(({ command }) => command);
    for (const name of ["translateFile", "translateStale", "pseudoLocalizeFile", "showPlan", "buyFlagged", "review"])
      assert.ok(!left.includes(`routelmt.${name}`), name);
  });

  it("keeps translating away from deleting in the explorer", () => {
    const items: (MenuItem & { group: string })[] = manifest.contributes.menus["explorer/context"];
    assert.ok(items.length > 0);
    for (const { group } of items) assert.match(group, /^4_routelmt@/);
  });

  it("has a command for every entry of a menu, and of every key", () => {
    const known = new Set(manifest.contributes.commands.map(({ command }: MenuItem) => command));
    const menus: [string, MenuItem[]][] = Object.entries(manifest.contributes.menus);
    const named = [...menus.flatMap(([, menu]) => menu), ...manifest.contributes.keybindings];
    assert.deepEqual(
      named.filter(({ command }: MenuItem) => !known.has(command)),
      [],
    );
  });

  it("activates in a project with translations, wherever they are", () => {
    // Nothing else starts it but its own commands and views.
    assert.deepEqual(
      manifest.activationEvents,
      LOCALE_GLOBS.map((glob) => `workspaceContains:${glob}`),
    );
  });

  it("has its commands under one category, and an icon", () => {
    const categories = manifest.contributes.commands.map(({ category }: { category: string }) => category);
    assert.deepEqual([...new Set(categories)], ["RouteLMT"]);
    assert.ok(existsSync(new URL(`../../${manifest.icon}`, import.meta.url)));
  });

  it("explains every value of a setting that has only some", () => {
    const enums = Object.entries(settingsOf(manifest)).filter(([, setting]) => setting.enum);
    assert.ok(enums.length >= 5);
    for (const [name, { enum: values, enumDescriptions, markdownEnumDescriptions }] of enums)
      assert.equal((enumDescriptions ?? markdownEnumDescriptions)?.length, values?.length, name);
  });

  it("has marks of gains that are seen in every theme", () => {
    // The editor's own backgrounds, which are those of the overview ruler; 3 is what WCAG 2.2, 1.4.11, asks of graphics.
    const backgrounds = { light: "#ffffff", dark: "#1f1f1f", highContrast: "#000000", highContrastLight: "#ffffff" };
    for (const { id, defaults } of manifest.contributes.colors)
      for (const [theme, background] of Object.entries(backgrounds)) {
        const contrast = contrastOf(defaults[theme], background);
        assert.ok(contrast >= 3, `${id} in ${theme}: ${contrast.toFixed(2)}`);
      }
  });

  it("has a text for every key, and uses every text", () => {
    const named = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(nls).sort());
  });

  it("describes the tools for agents as the program does", () => {
    for (const { name, modelDescription, inputSchema } of manifest.contributes.languageModelTools) {
      const tool = AGENT_TOOLS.find((one) => `routelmt_${one.name}` === name);
      assert.deepEqual(
        { modelDescription, inputSchema },
        { modelDescription: tool?.description, inputSchema: tool?.inputSchema },
      );
    }
  });

  it("has the defaults of the program", () => {
    const defaults = {
      "local.minimumQuality": null,
      "budget.share": DEFAULTS.share,
      "small.threads": DEFAULTS.threads,
    };
    const properties = settingsOf(manifest);
    for (const [name, value] of Object.entries(defaults))
      assert.equal(properties[`routelmt.${name}`]?.default, value, name);
  });

  it("has every provider, with those of the program first", () => {
    const names = settingsOf(manifest)["routelmt.large.provider"]?.enum;
    assert.deepEqual(names, [...PROVIDERS, "vscode"]);
  });

  it("takes no path and no address from an untrusted workspace", () => {
    const settings = Object.keys(settingsOf(manifest));
    const restricted: string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const reaching = settings.filter((name) => /file|folder|url|path|provider/i.test(name));
    assert.deepEqual(
      reaching.filter((name) => !restricted.includes(name)),
      [],
    );
  });
});

describe("The places of translations", () => {
  for (const { format, valid } of FIXTURES) {
    it(`have files of ${format.label}`, () => {
      for (const { name } of valid) {
        const path = `/project/${format.name === "android" ? "res/values" : "locales"}/${name}`;
        assert.match(path, MENU_PATTERN);
      }
    });
  }

  it("have every ending that docs/formats.md says a format has", () => {
    const table = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");
    const rows = [...table.matchAll(/^\| [^|]+ \| `([\w-]+)` \| ([^|]+) \|/gm)];
    const endings = (format: string): string[] => {
      const [, , files = ""] = rows.find(([, name]) => name === format) ?? [];
      return [...files.matchAll(/`\.(\w+)`/g)].map(([, ending]) => ending ?? "").sort();
    };
    assert.deepEqual([...new Set(FORMATS.flatMap(({ name }) => endings(name)))].sort(), [...ENDINGS].sort());
    for (const { format, valid } of FIXTURES) {
      const own = valid.map(({ name }) => name.replace(/^.*\./, "").toLowerCase());
      assert.deepEqual(
        [...new Set(own)].filter((one) => !endings(format.name).includes(one)),
        [],
        format.name,
      );
      for (const ending of endings(format.name))
        assert.ok(
          valid.some(({ text }) => format.matches(`locales/de.${ending}`, text)),
          `${format.name} ${ending}`,
        );
    }
    for (const folder of ["res/values", "res/values-de", "moko-resources/base", "commonMain/MR/de"])
      assert.match(`/project/${folder}/strings.xml`, MENU_PATTERN);
  });

  it("have no ending without a format", () => {
    const known = FIXTURES.flatMap(({ valid }) => valid.map(({ name }) => name.replace(/^.*\./, "").toLowerCase()));
    for (const ending of ENDINGS) {
      const has = known.includes(ending) || FORMATS.some((format) => format.matches(`res/values/file.${ending}`));
      assert.ok(has, ending);
    }
  });

  it("are no other files of a project", () => {
    for (const path of ["src/index.ts", "src/values/one.ts", "pom.xml", "data.csv", "README.md"])
      assert.doesNotMatch(`/project/${path}`, MENU_PATTERN);
    assert.match("C:\\project\\locales\\de.ts", MENU_PATTERN);
  });
});
