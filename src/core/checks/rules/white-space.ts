import { setSpaceAside } from "#core/messages/set-aside.js";
import type { Check } from "../check.js";

/** The translation has the white space of the source at both ends. */
export const whiteSpace: Check = {
  name: "white-space",
  title: "The translation begins and ends with the white space of the source.",
  explanation:
    "Programs join strings: a blank or line end that is lost or added at an end makes words run together, or leaves a gap. gettext refuses catalogs whose line ends differ.",
  find: ({ source, target }) => {
    if (source.trim() === source && target.trim() === target) return [];
    const [before, after] = [setSpaceAside(source), setSpaceAside(target)];
    if (after.core === "" || before.core === "") return [];
    const lead = before.lead === after.lead;
    // Full-width punctuation includes its space.
    const tail =
      before.tail === after.tail || (before.tail === " " && after.tail === "" && /[：，。]$/.test(after.core));
    if (lead && tail) return [];
    const at = lead ? "end" : tail ? "beginning" : "both";
    const fixed = (lead ? after.lead : before.lead) + after.core + (tail ? after.tail : before.tail);
    return [
      {
        severity: "warning",
        problem: { code: "space", at },
        fix: { action: { code: "use-space-of-source" }, target: fixed },
      },
    ];
  },
};
