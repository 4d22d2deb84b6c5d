import type { Format } from "./format.js";

/**
 * The same format, refusing some files.
 *
 * @param refuse throws for a text that is not to be read or written
 */
export function refusing(format: Format, refuse: (text: string) => void): Format {
  const { readSteps, languageOf } = format;
  return {
    ...format,
    read: (text, options) => {
      refuse(text);
      return format.read(text, options);
    },
    ...(readSteps && {
      readSteps: (text, options) => {
        refuse(text);
        return readSteps(text, options);
      },
    }),
    ...(languageOf && {
      languageOf: (text) => {
        refuse(text);
        return languageOf(text);
      },
    }),
    write: (text, edits, options) => {
      if (edits.length > 0) refuse(text);
      return format.write(text, edits, options);
    },
    create: (text, language, source) => {
      refuse(text);
      return format.create(text, language, source);
    },
  };
}
