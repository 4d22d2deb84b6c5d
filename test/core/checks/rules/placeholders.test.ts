import assert from "node:assert/strict";
import { placeholders } from "#core/checks/rules/placeholders.js";
import { findings, fixed, to } from "../checked.js";

describe("check: placeholders", () => {
  it("passes the same items in another order", () => {
    assert.deepEqual(findings(placeholders, "{name} has {count} files", "{count} Dateien hat {name}"), []);
    assert.deepEqual(findings(placeholders, "%1$s of %2$s", "%2$s: %1$s"), []);
  });

  it("knows Symfony's names between percent signs", () => {
    assert.deepEqual(findings(placeholders, "Saved on %date% by %user.name%", "Von %user.name% am %date%"), []);
    assert.deepEqual(findings(placeholders, "Saved on %date%", "Guardado el %fecha%"), [
      "error: %date% is missing",
      "error: %fecha% is not in the source",
    ]);
    assert.deepEqual(findings(placeholders, "%d%% of %sand%s", "%d%% von %sund%s"), []);
    assert.deepEqual(findings(placeholders, "50% of them, 10% off", "50 % von ihnen, 10 % Rabatt"), []);
  });

  it("knows Laravel's names with capitals", () => {
    assert.deepEqual(findings(placeholders, "The :attribute must be valid.", ":Attribute muss gültig sein."), []);
    assert.deepEqual(findings(placeholders, "Hello :name", "HALLO :NAME"), []);
    assert.deepEqual(findings(placeholders, "Hello :name", "Hallo :nAme"), [
      "error: :name is missing",
      "error: :nAme is not in the source",
    ]);
  });

  it("leaves the pattern of a date to the language, but not its argument", () => {
    const source = "Blocked at {0, date, MMMM dd, yyyy HH:mm}";
    assert.deepEqual(
      findings(placeholders, source, "Gesperrt am {0, date, dd. MMMM yyyy, HH:mm}", { syntax: "icu" }),
      [],
    );
    assert.deepEqual(findings(placeholders, source, "Gesperrt am {1, date, dd. MMMM yyyy}", { syntax: "icu" }), [
      "error: {0, date, MMMM dd, yyyy HH:mm} is missing",
      "error: {1, date, dd. MMMM yyyy} is not in the source",
    ]);
    assert.notDeepEqual(findings(placeholders, source, "Gesperrt um {0, time, HH:mm}", { syntax: "icu" }), []);
    assert.notDeepEqual(
      findings(placeholders, "{0, number, percent} off", "{0, number} Rabatt", { syntax: "icu" }),
      [],
    );
  });

  it("leaves MediaWiki's words for grammar to the language", () => {
    assert.deepEqual(findings(placeholders, "$1 {{PLURAL:$1|notice|notices}}", "お知らせ$1件", to("ja")), []);
    assert.deepEqual(findings(placeholders, "I know", "{{GENDER:|יודע|יודעת}}", to("he")), []);
    assert.notDeepEqual(findings(placeholders, "{{SITENAME}}", "Wiki"), []);
  });

  it("leaves the texts in Java's choices to the language, but not their argument", () => {
    const source = "Found {0,choice,0#no files|1#one file|1<{0} files} in {1}";
    assert.deepEqual(findings(placeholders, source, "{1}: {0,choice,0#keine|1#eine|1<{0}}"), []);
    assert.notDeepEqual(findings(placeholders, source, "{0}: {1,choice,0#keine|1#eine|1<{1}}"), []);
  });

  it("passes numbered items in place of plain ones, and plain ones in the order of the numbers", () => {
    assert.deepEqual(findings(placeholders, "Copy %d of %s", "%2$s: %1$d kopieren"), []);
    assert.deepEqual(findings(placeholders, "%@ sent %ld files", "%2$ld Dateien von %1$@"), []);
    assert.deepEqual(findings(placeholders, "%.2f of %s", "%2$s: %1$.2f"), []);
    assert.deepEqual(findings(placeholders, "%1$s of %2$s", "%s von %s"), []);
    assert.deepEqual(findings(placeholders, "%s of {b}", "{b}: %1$s"), []);
    assert.deepEqual(findings(placeholders, "{} of {:.2f}", "{1:.2f}: {0}"), []);
    assert.notDeepEqual(findings(placeholders, "{} of {}", "{1} von {2}"), []);
    assert.notDeepEqual(findings(placeholders, "Copy %d to %s", "%1$s nach %2$d"), []);
    assert.notDeepEqual(findings(placeholders, "Copy %d to %s", "%1$d nach %3$s"), []);
    assert.notDeepEqual(findings(placeholders, "%2$s of %1$d", "%s von %d"), []);
    assert.notDeepEqual(findings(placeholders, "%s of %s", "%1$s von %s"), []);
    assert.notDeepEqual(findings(placeholders, "%*d of %s", "%2$s: %1$*d"), []);
  });

  it("passes the percent sign before its number", () => {
    assert.deepEqual(findings(placeholders, "20% off", "%20 indirim", to("tr")), []);
    assert.deepEqual(findings(placeholders, "50 % done", "%50 tamam", to("tr")), []);
    assert.deepEqual(findings(placeholders, "{percent}% done", "%{percent} tamam", to("tr")), []);
    assert.deepEqual(findings(placeholders, "{{n}}% of %s", "%{{n}} / %s", to("tr")), []);
    assert.deepEqual(findings(placeholders, "%d% done", "%%d tamam", to("tr")), []);
    assert.notDeepEqual(findings(placeholders, "20% off", "%30 indirim", to("tr")), []);
    assert.notDeepEqual(findings(placeholders, "20 files of %1", "%20 dosya", to("tr")), []);
    assert.notDeepEqual(findings(placeholders, "{percent} done", "%{percent} tamam", to("tr")), []);
  });

  it("takes blanks in braces for nothing where every runtime does", () => {
    for (const [source, target] of [
      ["{{ .Count }} posts", "{{.Count}} Beiträge"],
      ["{{count}} files", "{{ count }} Dateien"],
      ["{{- name }} left", "{{-name}} ist gegangen"],
    ] as const)
      assert.deepEqual(findings(placeholders, source, target), [], target);
    assert.notDeepEqual(findings(placeholders, "Open {name}", "{ name } öffnen"), [], "str.format of Python");
  });

  it("compares what Fluent's placeables refer to", () => {
    const fluent = { syntax: "fluent" as const };
    for (const [source, target] of [
      ["Compressing {$items} to {-brand}", "{ $items } werden zu { -brand } komprimiert"],
      ["Open {menu.label}", "{ menu.label } öffnen"],
      ["Quit { -brand }", 'Zamknij { -brand(case: "acc") }'],
      ['Due { DATETIME($date, month: "long") }', 'Fällig: {DATETIME($date, dateStyle: "short", weekday: "long")}'],
      ["{ $count } files", "{ NUMBER($count, useGrouping: 0) } Dateien"],
      ["{ DATETIME($date) } at noon", "mittags, { $date }"],
    ] as const)
      assert.deepEqual(findings(placeholders, source, target, fluent), [], target);
    assert.deepEqual(findings(placeholders, "Open {$name}", "{ $nom } öffnen", fluent), [
      "error: {$name} is missing",
      "error: { $nom } is not in the source",
    ]);
    for (const [source, target] of [
      ["Quit { -brand }", 'Zamknij { -vendor(case: "acc") }'],
      ["Due { DATETIME($date) }", "Fällig: { DATETIME($day) }"],
      ["Open { menu }", "{ $menu } öffnen"],
    ] as const)
      assert.notDeepEqual(findings(placeholders, source, target, fluent), [], target);
  });

  it("says what is missing and what is new", () => {
    assert.deepEqual(findings(placeholders, "Open {name}", "Öffnen"), ["error: {name} is missing"]);
    assert.deepEqual(findings(placeholders, "Open {name}", "{nom} öffnen"), [
      "error: {name} is missing",
      "error: {nom} is not in the source",
    ]);
    assert.deepEqual(findings(placeholders, "Open", "Öffnen %s"), ["error: %s is not in the source"]);
  });

  it("counts items that repeat", () => {
    assert.deepEqual(findings(placeholders, "{a} and {a}", "{a}"), ["error: {a} is missing"]);
  });

  it("requires unnumbered printf items in the source's order", () => {
    assert.deepEqual(findings(placeholders, "%s: %d", "%d: %s"), [
      "error: unnumbered placeholders are in a different order",
    ]);
  });

  it("repairs where there is exactly one repair", () => {
    assert.equal(fixed(placeholders, "Open {name}", "{nom} öffnen"), "{name} öffnen");
    assert.equal(fixed(placeholders, "Open {{name}}", "{{ Name }} öffnen"), "{{name}} öffnen");
    assert.equal(fixed(placeholders, "Open %s", "%S öffnen"), "%s öffnen");
    assert.equal(fixed(placeholders, "Open", "Öffnen %s"), "Öffnen");
    assert.equal(fixed(placeholders, "Error: %s", "Fehler:"), "Fehler: %s");
    for (const [source, target] of [
      ["Open {name}", "Öffnen"],
      ["Open", "%s öffnen"],
      ["%s of %d", "von"],
      ["{a} of {b}", "{x} von {y}"],
      ["{name}", "{name} {name} {name}"],
      ["the form {a=b, c=d}", "die Form {x=y, z=w}"],
    ] as const)
      assert.equal(fixed(placeholders, source, target), undefined, target);
  });

  it("reads arguments of Qt beside letters and percent signs as Qt does", () => {
    for (const [source, target] of [
      ["Testing %1x%2 %3 FPS", "%1 × %2 mit %3 FPS wird getestet"],
      ["Reconnecting in %2 seconds (attempt %1)", "Nowa próba za %2s (próba %1)"],
      ["had %1no information%2", "hatte %1keine Daten%2"],
      ["%1 of %2 (%3%)", "%1 / %2 (%%3)"],
      ["%1 of %2 (%3%)", "%1 sur %2 (%3 %)"],
      ["Verifying (%1% tested)", "Doğrulanıyor (%%1 sınandı)"],
      ["`%1` was deleted", "'%1' wurde gelöscht"],
    ] as const)
      assert.deepEqual(findings(placeholders, source, target), [], target);
    assert.deepEqual(findings(placeholders, "%1 of %2 (%3%)", "%1 von %2 (%)"), ["error: %3 is missing"]);
    assert.deepEqual(findings(placeholders, "%1 of %2", "%1s von %3"), [
      "error: %2 is missing",
      "error: %3 is not in the source",
    ]);
    assert.notDeepEqual(findings(placeholders, "Open `%1` now", "Jetzt öffnen"), []);
    assert.notDeepEqual(findings(placeholders, "%1$s of %2$s", "%1 von %2"), []);
    assert.deepEqual(
      findings(placeholders, "%Ln file(s) (%1)", "ملف واحد (%1)", { isPluralForm: true, ...to("ar") }),
      [],
    );
  });

  it("knows endings after a placeholder, and a number sign before one", () => {
    assert.deepEqual(findings(placeholders, "Allow {app} to use it", "Salli {app}:n käyttää sitä", to("fi")), []);
    assert.deepEqual(findings(placeholders, "Every {0} days", "Var {0}:e dag", to("sv")), []);
    assert.deepEqual(findings(placeholders, "Disc {0}", "光碟#{0}", to("zh-Hant")), []);
    assert.deepEqual(findings(placeholders, "Hello #{user}", "Hallo"), ["error: #{user} is missing"]);
    assert.deepEqual(findings(placeholders, "The :name", "名前:name", to("ja")), []);
  });
});
