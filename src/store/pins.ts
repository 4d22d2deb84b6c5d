import { existsSync } from "node:fs";
import { type KeyPath, keyId } from "../core/formats/format.js";
import type { Direction, LanguageTag } from "../core/language/tag.js";
import type { Route } from "../core/routing/decision.js";
import type { ProjectDatabase } from "./database.js";
import { relativePath } from "./relative-path.js";

/** A string whose route can be pinned. */
export interface PinPlace {
  /** Absolute path of the target file. */
  readonly targetPath: string;
  readonly language: LanguageTag;
  readonly key: KeyPath;
}

/** The part of a job that identifies the pins on its segments. */
export interface PinnableJob {
  readonly job: {
    readonly targetPath: string;
    readonly direction: Direction;
    readonly preparation: {
      readonly segments: readonly { readonly segment: { readonly id: string }; readonly key: KeyPath }[];
    };
  };
}

/** The models that people chose for strings of a project, over all runs, in its database. */
export class Pins {
  readonly #database: ProjectDatabase;
  readonly #root: string;

  /** @param root the project's folder */
  constructor(database: ProjectDatabase, root: string) {
    this.#database = database;
    this.#root = root;
  }

  /** Pins strings to a route; undefined removes the pins. */
  set(places: readonly PinPlace[], route: Route | undefined): Promise<void> {
    const rows = places.map(({ targetPath, language, key }) => [this.#relative(targetPath), language, keyId(key)]);
    return this.#database.transaction((connection) => {
      if (route === undefined) connection.runAll("DELETE FROM pins WHERE path = ? AND language = ? AND key = ?", rows);
      else
        connection.runAll(
          "INSERT OR REPLACE INTO pins VALUES (?, ?, ?, ?)",
          rows.map((row) => [...row, route]),
        );
    });
  }

  /** The pins on a target file in a language, by {@link keyId}. */
  on(targetPath: string, language: LanguageTag): Promise<Map<string, Route>> {
    return this.#database.transaction((connection) => {
      const values = [this.#relative(targetPath), language];
      const rows = connection.all("SELECT key, route FROM pins WHERE path = ? AND language = ?", values);
      return new Map(rows.map((row) => [String(row["key"]), row["route"] as Route]));
    });
  }

  /** The pins on segments of jobs, by the segments' ids; does not create a database. */
  async among(jobs: readonly PinnableJob[]): Promise<Map<string, Route>> {
    const pins = new Map<string, Route>();
    if (!existsSync(this.#database.path)) return pins;
    for (const { job } of jobs) {
      const known = await this.on(job.targetPath, job.direction.target);
      if (known.size === 0) continue;
      for (const { segment, key } of job.preparation.segments) {
        const route = known.get(keyId(key));
        if (route) pins.set(segment.id, route);
      }
    }
    return pins;
  }

  #relative(path: string): string {
    return relativePath(this.#root, path);
  }
}
