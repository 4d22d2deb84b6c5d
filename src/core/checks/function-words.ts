/**
 * Frequent words that distinguish languages and are rare as words of interfaces or names. Two languages are
 * distinguished by the words that only one of them has.
 */
export const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    "the of and is are was were this that these those with from your you not cannot be been will would should have has had which when where what how if it its they their there but or by than then into only please for to no as do",
  ),
  de: words(
    "der das die den dem des und ist sind wird werden wurde wurden nicht ein eine einen einem einer eines mit von zu zum zur auf für sich oder aber wenn dass kann können keine kein keinen diese dieser dieses ihr ihre ihren sie es bitte als auch nur noch wie durch über unter beim bei vom im am aus nach an in man haben hat wir sein",
  ),
  fr: words(
    "le la les de des est sont un une du dans pour pas vous nous votre vos avec sur ce cette ces cet qui que ou mais et en ne être sera été ont peut aucun aucune par plus sans lors veuillez aux au il elle si son sa ses leur tous",
  ),
  es: words(
    "el la los las de del al un una por para con en está están es son ser su sus este esta estos estas se ha no pero puede ningún ninguna más como cuando también desde sin y que si ya lo le tu sobre entre hay o será sido fue ni",
  ),
  it: words(
    "il lo la gli le di del dello della dei degli delle un una da dal dalla in nel nella nelle nei sul sulla al alla allo con per non è sono essere stato stata viene verrà che chi cui come più può deve si questo questa questi queste ogni tuo tua anche dopo prima perché senza ed tutti tutte o se",
  ),
  pt: words(
    "o os as um uma de do da dos das em no na nos nas ao à pelo pela não você é são foi ser está este esta isso esse que para com sem seu sua seus suas mais também já quando se ou por até deve pode nenhum nenhuma há foram será como",
  ),
  nl: words(
    "de het een van en in is niet voor met op om te zijn wordt worden werd aan deze dit die dat uw je jouw als kan kunt moet naar er heeft hebt geen bij door ook maar wilt wil over uit toe of wanneer nog dan al zal alleen tot",
  ),
  pl: words(
    "nie do na za ze od po się jest są dla lub albo aby być to tego tej tym ten ta te tę przez czy jeśli gdy może można został została zostało zostanie już ma które który która jako oraz przed podczas bez wszystkie tylko nad pod co jak",
  ),
};

/**
 * Words of a language that look like function words of others: in its texts they prove nothing. French has `nos`,
 * `se` and `as`, as Portuguese does.
 */
export const SHARED_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words("an am come des die door era in man met on over par per pour sin son sur te ten van"),
  de: words("da de du er je ma man ob per so te um war was will"),
  fr: words("as come da dan die dit do dos entre es je me ni no non nos on or os par se si sera ten te tu"),
  es: words("as come da dos e entre les me mi nos o os par si sobre sur te ten tu u van"),
  it: words("de des do e entro fu ha i me mi ne no o per po se si su sua sue suo suoi sui te ti tra tu"),
  pt: words("come dei desde e entre es estas me o par per si sobre te tem ter tu tua tuas"),
  nl: words("da den der des do du les ma man me na on per plus so ten van was we will ze zo"),
  pl: words("a by da das e i im je me no o on pan sam ser si tu u w was we z"),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
