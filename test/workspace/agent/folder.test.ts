import assert from "node:assert/strict";
import { resolve } from "node:path";
import { RouteLmtError } from "#core/errors.js";
import { errorText } from "#workspace/agent/error-text.js";
import { folderOf } from "#workspace/agent/folder.js";

const folderAt = (name: string, path: string) => ({ name, path: resolve(path) });
const shop = folderAt("shop", "/projects/shop");
const admin = folderAt("admin", "/projects/admin");

describe("The folder of an agent's call", () => {
  it("is the only one, or the one that the user works in", () => {
    assert.equal(folderOf([shop], undefined), shop);
    assert.equal(folderOf([shop, admin], undefined, admin), admin);
  });

  it("is the one that the agent names, whatever the user works in", () => {
    for (const named of ["shop", shop.path, `${shop.path}/`, resolve("/projects/admin/../shop")])
      assert.equal(folderOf([admin, shop], named, admin), shop, named);
  });

  it("is never guessed: the agent gets the folders to choose from", () => {
    const textOf = (folders: (typeof shop)[], named?: string, current?: typeof shop): string => {
      try {
        return folderOf(folders, named, current).path;
      } catch (error) {
        assert.ok(error instanceof RouteLmtError);
        return errorText(error);
      }
    };
    const list = `shop (${shop.path}), admin (${admin.path})`;
    const cure = "Call the tool again with folder, as one of these names or paths.";
    assert.equal(textOf([shop, admin]), `option-invalid: Several folders could be meant: ${list}. ${cure}`);
    for (const named of ["sho", "locales", resolve("/projects"), resolve("/projects/shop/locales")]) {
      const wrong = `option-invalid: There is no project folder ${JSON.stringify(named)}, only ${list}. ${cure}`;
      assert.equal(textOf([shop, admin], named, shop), wrong);
    }
    const other = folderAt("shop", "/other/shop");
    assert.match(textOf([shop, other], "shop", shop), /Several folders could be meant/);
    assert.equal(textOf([shop, other], other.path, shop), other.path);
  });
});
