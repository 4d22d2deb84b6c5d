import type { LanguageTag } from "../language/tag.js";
import {
  type Accelerator,
  type AcceleratorMarker,
  findAccelerator,
  withAccelerator,
  withoutAccelerator,
} from "./accelerator.js";

/** A text, and the white space around it. */
export interface SpacedText {
  readonly lead: string;
  readonly core: string;
  readonly tail: string;
}

/** A text without what models need not see: surrounding white space, key combinations, the accelerator. */
export interface BareText extends SpacedText {
  readonly accelerator?: Accelerator;
}

/** `Open\tCtrl+O`, as in menus of Windows and wxWidgets, where the program parses it. */
const SHORTCUT =
  /\t(?:(?:(?:Ctrl|Control|RawCtrl|Alt|AltGr|Shift|Cmd|Command|Meta|Super|Win|Option)[+-]){1,4}\S{1,12}|F\d{1,2}|Del|Delete|Ins|Insert|Enter|Return|Esc|Escape|Tab|Space|Backspace|Home|End|Left|Right|Up|Down|PgUp|PgDn|PageUp|PageDown)\s*$/;

/** Separates a text from the white space around it; if there is nothing else, all of it is `lead`. */
export function setSpaceAside(text: string): SpacedText {
  const begin = text.length - text.trimStart().length;
  const core = text.trim();
  return { lead: text.slice(0, begin), core, tail: text.slice(begin + core.length) };
}

/** Sets aside what models need not see. */
export function setAside(text: string, markers: readonly AcceleratorMarker[]): BareText {
  const shortcut = text.includes("\t") ? (SHORTCUT.exec(text.slice(-60))?.[0] ?? "") : "";
  const { lead, core, tail } = setSpaceAside(text.slice(0, text.length - shortcut.length));
  const accelerator = findAccelerator(core, markers);
  if (!accelerator) return { lead, core, tail: tail + shortcut };
  return { lead, core: withoutAccelerator(core, accelerator), tail: tail + shortcut, accelerator };
}

/** Puts what was set aside around a translation of the core. */
export function putBack({ lead, tail, accelerator }: BareText, translation: string, target: LanguageTag): string {
  return lead + (accelerator ? withAccelerator(translation, accelerator, target) : translation) + tail;
}
