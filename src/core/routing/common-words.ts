/**
 * The most common words of English user interfaces, from four letters on. Each is one token, capitalized or not, as
 * `token-estimate.test.ts` checks.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  about above access account accounts action actions active added additional address after allow already also always
  amount another apply archive argument attack attempt audio auto automatic available back background backup balance
  base because been before being below between bill billing book bottom broken budget build built button cache
  calendar cancel cannot capture cause center change changes channel channels character characters check choose cities
  city click clip close code color column columns command company connection contact contains continue controls copy
  could create created currency current currently custom customer damage data date days default delete deleted
  dependencies dependency description destination details dialog directory display document documents does down
  download during each edit editor effect effects either employee empty enable enabled encoding enter entries entry
  error event every existing exists expected export extra failed field file filename files filter find first folder
  following font forest format found frame frequency from full gain game given gold group have header help hide hour
  image import include income info information input insert install installation installed instead interface into
  invalid invoice item items jump keep label labels land large last leader left level like line lines list lists load
  location loss lower made mail make manual many mark marker match maximum means memo menu message messages method
  missing mode modified month more move movement moving multiple must name names need network never next note notes
  number numbers online only open opening option options order original other otherwise output over package packages
  page password path payment period play player playlist please point points policy position preferences press preview
  previous price prices print process production profile profit program progress project properties proxy quality
  range rate read register remove removed report reports requires reset resolve resolver right running same save saved
  scheduled screen search second select selected selection server setting settings setup should show side since size
  small solution some sort source space span split start state status still stream string style such summary support
  sure system table tabs take target task terrain text than that their them theme then there these they this tile
  tiles time title toggle toolbar total track tracks transaction transactions transfer turn type unable under unit
  units unknown update updated upgrade used user using valid value values version vertical video view volume want
  water week well were what when where whether which while width will window with without work world would year your
  zero zoom
`
    .trim()
    .split(/\s+/),
);
