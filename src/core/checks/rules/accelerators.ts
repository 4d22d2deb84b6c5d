import { findAccelerator, hasOneMarker, withAccelerator, withoutAccelerator } from "#core/messages/accelerator.js";
import { traitsWith } from "#core/text/traits.js";
import type { Check } from "../check.js";

/** The translation has an accelerator if and only if the source has one. */
export const accelerators: Check = {
  name: "accelerators",
  title: "A label with a keyboard accelerator keeps one.",
  explanation:
    "The letter after `&` (Qt, Windows) or `_` (GTK) opens the menu or presses the button from the keyboard. It may be another letter in another language, but there must be exactly one.",
  needs: traitsWith("&_"),
  find: ({ source, target, direction, accelerators: markers, isChoice }) => {
    if (isChoice || markers.length === 0) return [];
    const wanted = findAccelerator(source, markers);
    const found = findAccelerator(target, markers);
    if (wanted && !found) {
      const marker = wanted.marker === "_" ? "_" : "&";
      if (hasOneMarker(target, marker)) return [];
      const fixed = withAccelerator(target, wanted, direction.target);
      // With several markers it is unclear which one is meant.
      const fix =
        target.includes(marker) || fixed === target
          ? {}
          : { fix: { action: { code: "add-accelerator" }, target: fixed } as const };
      return [
        {
          severity: "warning",
          problem: { code: "accelerator-missing", accelerator: wanted.marker + wanted.letter },
          ...fix,
        },
      ];
    }
    if (wanted || !found || source.includes(found.marker)) return [];
    const fix = { action: { code: "remove-accelerator" }, target: withoutAccelerator(target, found) } as const;
    return [{ severity: "warning", problem: { code: "accelerator-extra" }, fix }];
  },
};
