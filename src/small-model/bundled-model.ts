import bundled from "../../models/bundled.json" with { type: "json" };

/** The folder of the model that ships, relative to the folder of the project and of the installed extension. */
export const BUNDLED_MODEL = `models/${bundled.model}`;
