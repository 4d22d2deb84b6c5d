/**
 * Frequent words that tell languages apart: of each language those that none of the others listed
 * here has, and that are no usual words of user interfaces or names.
 */
export const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    "the of and is are was were this that these those with from your you not cannot be been will would should have has had which when where what how if it its they their there but or by than then into only please for to",
  ),
  de: words(
    "der das und ist sind wird werden wurde nicht ein eine einen einem einer mit von zu zum zur auf für sich oder aber wenn kann können keine kein diese dieser dieses ihr ihre ihren sie bitte als auch nur noch wie durch über unter beim vom im",
  ),
  fr: words(
    "le les des est sont une du dans pour pas vous votre vos avec sur ce cette ces qui ou mais être sera été ne peut aucun aucune par plus lors veuillez aux au et cet",
  ),
  es: words(
    "el los las del una por para con está están es son su sus este esta estos estas se ha no pero puede ningún ninguna más como cuando también desde sin y",
  ),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
