/** Patterns of the statements in a module with texts; all are sticky. */

const ID = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";
const QUOTED = `(?:"[^"\\n]{0,100}"|'[^'\\n]{0,100}')`;
const CALLEE = `(?:${ID}\\s*\\.\\s*){0,6}${ID}`;
const TYPES = "(?:<[^<>()]{0,200}>)?";

export const IDENTIFIER = new RegExp(ID, "uy");
export const DECLARATION = new RegExp(`(export\\s+)?(?:const|let|var)\\s+(${ID})`, "uy");
export const EXPORT_DEFAULT =
  /(?:export\s+default|(?:module\s*\.\s*exports|exports\s*(?:\.\s*default|\[\s*["']default["']\s*\])|export)\s*=(?![=>]))\s*/y;
export const EXPORT_NAMED = new RegExp(`(?:module\\s*\\.\\s*)?exports\\s*\\.\\s*(${ID})\\s*=(?![=>])\\s*`, "uy");
export const EXPORT_LIST = /export\s*\{([^{}]{0,10000})\}/y;
/** `de_DE.strings =`, `App.locales['de'] =`. */
export const MEMBER = new RegExp(
  `(${ID})((?:\\s*\\.\\s*${ID}|\\s*\\[\\s*(?:"[^"\\n]{1,60}"|'[^'\\n]{1,60}')\\s*\\]){1,8})\\s*=(?![=>])\\s*`,
  "uy",
);
/** `OC.L10N.register("app",`, `defineMessages(`; texts before the object are arguments. */
export const CALL = new RegExp(`(${CALLEE})${TYPES}\\s*\\(\\s*((?:${QUOTED}\\s*,\\s*){0,3})`, "uy");
/** `define("nls/en", ["a"],` of AMD. */
export const DEFINE = new RegExp(
  `define\\s*\\(\\s*(${QUOTED}\\s*,\\s*)?(?:\\[[^[\\]]{0,2000}\\]\\s*,\\s*)?(?=\\{)`,
  "uy",
);
/** `getLocalization(deDEGrid, deDECore)`. */
export const ARGUMENTS = new RegExp(`${CALLEE}${TYPES}\\s*\\(\\s*(${ID}(?:\\s*,\\s*${ID}){0,20})\\s*,?\\s*\\)`, "uy");
/** A function up to its body. */
export const FUNCTION = new RegExp(
  `(?:async\\s+)?(?:function\\b\\s*(?:${ID})?\\s*\\([^()]{0,500}\\)|(?:\\([^()]{0,500}\\)|${ID})\\s*=>)\\s*(?:\\{|(?=\\(\\s*\\{))`,
  "uy",
);
export const RETURN = /return(?![\w$])[ \t]*/y;
/** Names of members and calls for texts; others have objects for many purposes. */
export const ABOUT_TEXTS =
  /locali[sz]|locale|lang|i18n|l10n|messages|translation|strings|dictionar|labels|regional|datepicker/i;
/** Calls of the language itself that return their argument. */
export const GIVES_BACK = /^Object\.(?:freeze|assign|seal)$/;
/** Calls that take the function that defines a module: AMD's `define`, and the names in UMD. */
export const TAKES_FACTORY = /^(?:define|factory)$/;
/** A constant in place of a value, or spread. */
export const REFERENCE = new RegExp(`^(\\.\\.\\.)?(${ID})$`, "u");
export const PART = new RegExp(`${ID}|"[^"]*"|'[^']*'`, "gu");
export const LISTED = new RegExp(`(${ID})(?:\\s+as\\s+(${ID}))?`, "gu");
