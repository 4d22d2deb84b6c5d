/**
 * The effect of numbers in place of placeholders on plurals: prints common phrases in Polish and Russian with a number
 * of `few`, with one of `many`, and with the placeholder, and counts the phrases with two different forms.
 *
 * usage: tsx bench/plurals.ts [--model FOLDER]
 */
import { parseArgs } from "node:util";
import { numbersOf } from "#core/language/plural-numbers.js";
import { withNumbers, withPlaceholders } from "#core/messages/sample-numbers.js";
import { Translator } from "#small-model/translator.js";
import { say } from "./table.js";

const { values } = parseArgs({ options: { model: { type: "string", default: "models/routelmt-ui" } } });

const PHRASES =
  "# files|# items selected|# messages|# users|# new messages|You have # files left|# minutes ago|# days|# results found|# comments|Delete # files?|# photos|# selected items|# unread notifications|# people are online|# songs|# albums|# devices connected|# participants|# hours remaining|Showing # results|# seasons|# requests pending|# tracks|# contacts|Are you sure you want to delete # items?|# changes saved|# errors|# warnings|# attempts left|# weeks|# members|# files were copied|# friends|# likes|Expires in # days|# pages|# rows selected|# words|# points|# tasks completed|# products in your cart|# new followers|Download # files|# years old|# months|# characters remaining|# votes|# answers|# groups".split(
    "|",
  );

const translator = await Translator.load(values.model, 2);
for (const target of ["pl", "ru"]) {
  const direction = { source: "en", target };
  const sampled = (text: string, category: string) =>
    withNumbers(text, [{ placeholder: "#", numbers: numbersOf(target, category) }], ["#"]);
  const found = new Map<string, string>();
  const requests = PHRASES.flatMap((text) => [
    { id: `# ${text}`, text, direction, doNotTranslate: ["#"] },
    ...["few", "many"].map((category) => {
      return {
        id: `${category} ${text}`,
        text: sampled(text, category)?.text ?? text,
        direction,
        doNotTranslate: ["#"],
      };
    }),
  ]);
  await translator.translate(requests, { translated: ({ id, text }) => void found.set(id, text) });
  let apart = 0;
  for (const text of PHRASES) {
    const [few, many] = ["few", "many"].map((category) => {
      const numbers = sampled(text, category);
      return numbers && withPlaceholders(found.get(`${category} ${text}`) ?? "", numbers);
    });
    if (few !== many) apart++;
    say(`${target}  ${text}   few: ${few}   many: ${many}   placeholder: ${found.get(`# ${text}`)}`);
  }
  say(`${target}: ${apart} of ${PHRASES.length} have two forms\n`);
}
