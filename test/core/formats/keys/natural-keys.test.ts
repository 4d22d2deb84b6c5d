import assert from "node:assert/strict";
import { keysAreTexts } from "#core/formats/keys/natural-keys.js";

/** Keys of files, by what they are. */
const FILES: readonly (readonly [areTexts: boolean, title: string, keys: readonly string[]])[] = [
  [true, "phrases and labels", ["Save changes", "Delete", "E-Mail Address", "Whoops! Something went wrong."]],
  [true, "phrases with placeholders", [":count of :total files", "Hello :name", "Reset Password"]],
  [true, "a few names among many texts", ["Sign in", "Sign out", "Log in now", "Are you sure?", "auth.failed"]],
  [true, "ICU messages", ["{n, plural, one {# file} other {# files}}", "Not found"]],
  [false, "dotted names", ["auth.failed", "menu.file.open", "menu.file.close"]],
  [false, "dotted names with some texts", ["auth.failed", "menu.open", "menu.close", "Save changes"]],
  [false, "constants", ["SAVE_CHANGES", "DELETE_ALL", "SIGN_IN"]],
  [false, "names in one word", ["save", "delete", "signIn"]],
  [false, "classes", ["SaveButton", "DeleteButton", "Menu"]],
  [false, "labels alone, which may be names of classes", ["Save", "Delete", "Menu"]],
  [false, "names of countries by code", ["DE", "FR", "AT"]],
  [false, "texts in Russian", ["Сохранить изменения", "Удалить файл", "Войти снова"]],
  [false, "nothing", []],
];

describe("Keys are texts", () => {
  for (const [areTexts, title, keys] of FILES) {
    it(`${areTexts ? "if they are" : "not if they are"} ${title}`, () => {
      assert.equal(keysAreTexts(keys.map((key) => ({ key: [key] }))), areTexts);
    });
  }

  it("not below other keys", () => {
    assert.equal(keysAreTexts([{ key: ["menu", "Save changes"] }, { key: ["menu", "Delete all"] }]), false);
  });
});
