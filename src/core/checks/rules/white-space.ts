import { setSpaceAside } from "#core/messages/space.js";
import type { Check } from "../check.js";

/** The white space at the ends of the source. */
export const whiteSpace: Check = {
  name: "white-space",
  title: "White space at the ends is that of the source.",
  explanation:
    "Programs put strings together: a blank or a line end that is lost or new at the end of one shows as words that run together, or as a gap. gettext refuses catalogs in which line ends differ.",
  find: ({ source, target }) => {
    const [before, after] = [setSpaceAside(source), setSpaceAside(target)];
    if (after.core === "" || before.core === "") return [];
    const lead = before.lead === after.lead;
    // A full-width colon brings its own space along.
    const tail =
      before.tail === after.tail || (before.tail === " " && after.tail === "" && /[：，。]$/.test(after.core));
    if (lead && tail) return [];
    const where = lead ? "end" : tail ? "beginning" : "beginning and the end";
    const fixed = (lead ? after.lead : before.lead) + after.core + (tail ? after.tail : before.tail);
    return [
      {
        severity: "warning",
        message: `white space at the ${where} is not that of the source`,
        fix: { title: "Use the white space of the source", target: fixed },
      },
    ];
  },
};
