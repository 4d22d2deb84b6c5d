import assert from "node:assert/strict";
import { programValue } from "#core/status/program-values.js";

describe("Values for programs", () => {
  it("are patterns of dates, settings and keywords, and the same in every language", () => {
    for (const [key, value] of [
      ["date.formats.default", "%m/%d/%Y"],
      ["date.formats.long", "%B %-d, %Y"],
      ["time.formats.short", "%d %b %H:%M"],
      ["time.formats.default", "%a, %d %b %Y %H:%M:%S %z"],
      ["dateFormat", "MM/DD/YYYY"],
      ["placeholder", "YYYY-MM-DD"],
      ["picker.time", "HH:mm"],
      ["picker.dayFormat", "D"],
      ["moment.long", "LLLL"],
      ["dates.full", "dddd, D. MMMM YYYY"],
      ["dir", "ltr"],
      ["locale", "fr_FR"],
      ["languages.0.language", "en"],
      ["locales.locale", "en-GB"],
      ["color", "#ff0000"],
      ["charset", "utf-8"],
      ["align", "left"],
      ["enabled", "true"],
      ["date_format_short", "d/m/Y"],
      ["date_format_long", "l dS F Y"],
      ["time_format", "h:i:s A"],
      ["code", "en-gb"],
      ["theme_values.0", "light"],
      ["font", "sans-serif-medium"],
      ["menu.icon", "fa-home"],
      ["button.className", "btn btn-primary"],
      ["timezone", "America/New_York"],
      ["user.timeZone", "America/Argentina/Buenos_Aires"],
      ["currency", "USD"],
      ["menu.save", "CmdOrCtrl+Shift+S"],
      ["date.order.0", ":year"],
      ["date.order.1", "month"],
      ["number.currency.format.format", "%u%n"],
      ["number.currency.format.negative_format", "-%u%n"],
      ["number.percentage.format.format", "%n%"],
      ["number.human.format.format", "%n %u"],
      ["number.format.delimiter", ","],
      ["i18n.transliterate.rule.ä", "ae"],
    ] as const) {
      const expected = value === "D" ? undefined : value;
      assert.equal(programValue(key.split("."), value, "de"), expected, value);
    }
  });

  it("are found at once in long words of the letters of dates", () => {
    // A pattern with several ways to read a run of letters takes years for this.
    for (const word of [
      "Massademmassadymamsdamashassadammadhams",
      "YyMDdHhmsSaALEQwWGkKzZXxojYyMDdHhmsSaALEQwWGkKzZXxoj",
    ])
      for (const key of ["date.format", "title"])
        assert.equal(programValue(key.split("."), `${word}b!`, "de"), undefined);
    assert.equal(programValue(["date"], "%Y%m%d%H%M%S%a%b%c%Y%m%d%H%M%S%a%b%c%Y%m%d%H%M%S!", "de"), undefined);
    assert.equal(programValue(["x"], "deatofdeatofde at of de at of de at of de at of !", "de"), undefined);
  });

  it("are the locale of the target for the source's", () => {
    for (const [value, target, expected] of [
      ["en", "de", "de"],
      ["en-US", "de", "de-DE"],
      ["en_US", "pt-BR", "pt_BR"],
      ["en-us", "fr", "fr-fr"],
      ["en_US", "zh-Hant", "zh_TW"],
      ["en-GB", "sr-Latn", "sr-Latn-RS"],
    ] as const)
      assert.equal(programValue(["meta", "locale"], value, target), expected);
    assert.equal(programValue(["locale_data", "shop", "", "lang"], "en", "de"), "de");
    assert.equal(programValue(["locale_data", "shop", "", "domain"], "shop", "de"), "shop");
  });

  it("are what Chrome puts in the place of a name", () => {
    assert.equal(programValue(["a", "placeholders", "user", "content"], "Mr. $1", "de"), "Mr. $1");
    assert.equal(programValue(["a", "placeholders", "content"], "Mr. $1", "de"), undefined);
  });

  it("say the direction of the target's texts", () => {
    assert.equal(programValue(["dir"], "ltr", "ar"), "rtl");
    assert.equal(programValue(["text_direction"], "ltr", "he"), "rtl");
    assert.equal(programValue(["textDirection"], "rtl", "de"), "ltr");
  });

  it("are the target's own plural rule, and its own name", () => {
    assert.match(programValue([""], "nplurals=2; plural=(n != 1);", "pl") ?? "", /^nplurals=3; plural=.*;$/);
    assert.equal(programValue(["meta", "languageName"], "English", "de"), "Deutsch");
    assert.equal(programValue(["native_name"], "English (United Kingdom)", "fr"), "Français");
    for (const key of [
      ["lang"],
      ["language"],
      ["language", "name"],
      ["app", "locale_label"],
      ["nativeLanguageName"],
      ["meta", "name"],
    ])
      assert.equal(programValue(key, "US English", "de"), "Deutsch", key.join("."));
  });

  it("are no texts", () => {
    for (const [key, value] of [
      ["date.title", "Date"],
      ["date.formats.label", "Format"],
      ["date.today", "Today"],
      ["time.am", "am"],
      ["date.order", "Day, month, year"],
      ["locale", "Language"],
      ["menu.language", "English"],
      ["languages.english", "English"],
      ["language", "English lessons"],
      ["languages.en", "English"],
      ["values.0", "Honest"],
      ["code", "Code"],
      ["format", "A or B"],
      ["icon", "Icon"],
      ["class", "First class"],
      ["timezone", "Time zone"],
      ["yes_no", "Yes/No"],
      ["currency", "Currency"],
      ["shortcut", "Ctrl+S"],
      ["menu.left", "left"],
      ["menu.dir", "Folder"],
      ["time.ago", "%d days ago"],
      ["time.of", "%s of %s"],
      ["title", "%n %u"],
      ["size", "MB"],
      ["answer", "no"],
      ["months.may", "May"],
      ["days.0", "Mo"],
      ["hours", "h"],
      ["save", "Save"],
    ] as const)
      assert.equal(programValue(key.split("."), value, "de"), undefined, value);
  });
});
