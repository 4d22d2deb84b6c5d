import assert from "node:assert/strict";
import { describesPackage, isManifest, namesInManifest } from "#core/project/manifests.js";

const names = (file: string, text: string): string[] =>
  namesInManifest(file, text).map(({ text: name, isSlug }) => (isSlug ? `${name} (package)` : name));

describe("Manifests", () => {
  it("name the application", () => {
    const cases: readonly (readonly [file: string, text: string, names: readonly string[]])[] = [
      [
        "package.json",
        '{"name": "@acme/web-shop", "displayName": "Web Shop", "build": {"productName": "WebShop"}}',
        ["Web Shop", "WebShop", "web-shop (package)"],
      ],
      ["app.json", '{"expo": {"name": "Trail", "slug": "trail-app"}}', ["Trail", "trail-app (package)"]],
      ["manifest.json", '{"name": "__MSG_appName__", "short_name": "uBlock"}', ["uBlock"]],
      ["composer.json", '{"name": "vendor/book-stack"}', ["book-stack (package)"]],
      ["tauri.conf.json", '{"package": {"productName": "Clash"}}', ["Clash"]],
      ["pubspec.yaml", "# x\nname: localsend_app\nversion: 1.0.0\n", ["localsend_app (package)"]],
      [
        "Cargo.toml",
        '[dependencies]\nname = "no"\n[package]\nversion = "1"\nname = "ripgrep"\n',
        ["ripgrep (package)"],
      ],
      ["pyproject.toml", "[tool.poetry]\nname = 'anki'\n[x]\nname = 'y'\n", ["anki (package)"]],
      ["AndroidManifest.xml", '<manifest><application\n android:icon="@x" android:label="OpenTracks">', ["OpenTracks"]],
      ["AndroidManifest.xml", '<manifest><application android:label="@string/app_name">', []],
      [
        "Info.plist",
        "<dict><key>CFBundleName</key>\n\t<string>$(PRODUCT_NAME)</string><key>CFBundleDisplayName</key><string>Orbit</string></dict>",
        ["Orbit"],
      ],
      ["Shop.csproj", "<Project><AssemblyName>Shop.Desktop</AssemblyName></Project>", ["Shop.Desktop (package)"]],
      ["org.kde.kate.desktop", "[Desktop Entry]\nName=Kate\nName[de]=Kate\n", ["Kate"]],
    ];
    for (const [file, text, expected] of cases) {
      assert.ok(isManifest(file), file);
      assert.deepEqual(names(file, text), expected, file);
    }
  });

  it("that are broken, hostile or none at all name nothing", () => {
    for (const text of ["", "{", "null", '{"name": 7}', '{"__proto__": {"name": "x"}}', '{"name": {"x": "y"}}'])
      assert.deepEqual(names("package.json", text), [], text);
    assert.deepEqual(names("README.md", "# Shop"), []);
    assert.deepEqual(names("toString", "x"), []);
    assert.ok(!isManifest("constructor"));
    assert.deepEqual(names("AndroidManifest.xml", "<application ".repeat(20_000)), []);
    assert.deepEqual(names("pyproject.toml", "[project]\n".repeat(25_000)), []);
  });

  it("that describe a package are distinguished from texts with the same file name", () => {
    const manifest = JSON.stringify({ name: "phpbb/en", description: "English", type: "phpbb-language" }, null, 2);
    assert.ok(describesPackage("composer.json", manifest));
    assert.ok(describesPackage("package.json", '{\n  "name": "@shop/texts",\n  "version": "1.0.0"\n}\n'));
    assert.ok(!describesPackage("package.json", '{\n  "title": "Package",\n  "type": "Type"\n}\n'));
    assert.ok(!describesPackage("package.json", '{\n  "name": "Name of the package",\n  "type": "Type"\n}\n'));
    assert.ok(!describesPackage("en.json", manifest));
  });
});
