import type { LanguageTag } from "./tag.js";
import { varietyOf } from "./variety.js";

/** How a text addresses its reader: German *Sie* or *du*, French *vous* or *tu*, Chinese 您 or 你. */
export type Formality = "formal" | "informal";

/** How a text addresses its reader, as far as its words show it. */
export type Address = Formality | "both" | "none";

/** Words that show a form of address. */
interface Markers {
  /** Words with no other meaning. */
  readonly formal: RegExp;
  readonly informal: RegExp;
  /** Ambiguous words: they count if the source addresses the reader and mentions no one else. */
  readonly formalOfYou?: RegExp;
  readonly informalOfYou?: RegExp;
}

const NO_LETTER_BEFORE = "(?<![\\p{L}\\p{M}\\p{N}_'’-])";
const NO_LETTER_AFTER = "(?![\\p{L}\\p{M}\\p{N}_])";

/** The start of a sentence, where a capital letter proves nothing. */
const START = '(?:^|[.!?:…\\n•–—"„“»«(¿¡]\\s{0,4})';
/** After a word or a comma, where a capital letter is deliberate. */
const WITHIN = '(?<=[\\p{L}\\p{N},;]["”“»)]?\\s)';

/** Matches any of these as a whole word; the first letter in either case. */
function words(list: string): string {
  const spellings = list.split(" ").map((word) => {
    const first = word.charAt(0);
    return first.toUpperCase() === first ? word : `[${first}${first.toUpperCase()}]${word.slice(1)}`;
  });
  return `${NO_LETTER_BEFORE}(?:${spellings.join("|")})${NO_LETTER_AFTER}`;
}

/** Matches any of these words at the start of a sentence, also after *please*. */
function opening(list: string, please = ""): string {
  if (please === "") return START + words(list);
  return `${START}(?:${please},?\\s)?${words(list.toLowerCase())}`;
}

function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), "u");
}

const PAN = "Pan(?:a|u|em|i|ią)?|Państw(?:o|a|u|em)";

/** By language, ISO 639; made when needed, because patterns with letters of every script take a while. */
const MARKERS: Readonly<Record<string, () => Markers>> = {
  de: () => ({
    formal: anyOf(`${WITHIN}(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)${NO_LETTER_AFTER}`),
    // At the start of a sentence these also mean they, to them, her and their.
    formalOfYou: anyOf(
      `${START}Sie\\s(?:sind|\\p{Ll}+e[lr]?n)${NO_LETTER_AFTER}`,
      `${START}(?:Ihnen|Ihr(?:e[mnrs]?)?)${NO_LETTER_AFTER}(?!\\s(?:\\p{Ll}+t|seid)${NO_LETTER_AFTER})`,
    ),
    informal: anyOf(
      words("du dir dich dein deine deinem deinen deiner deines euch euer eure eurem euren eurer eures"),
      `${START}Ihr\\s(?:\\p{Ll}+t|seid)${NO_LETTER_AFTER}`,
      opening("Gib Wähle Klicke Tippe Sag Hilf Nimm Lies"),
      `${NO_LETTER_BEFORE}[Bb]itte\\s(?:${"gib wähle klicke tippe prüfe überprüfe versuche warte melde lade starte öffne nutze verwende bestätige füge aktualisiere kontaktiere beachte lies stelle"
        .split(" ")
        .join("|")})${NO_LETTER_AFTER}`,
    ),
  }),
  fr: () => ({
    // The plural of tu looks the same.
    formal: anyOf(
      words("vous votre vos"),
      `${NO_LETTER_BEFORE}(?!(?:[Cc]hez|[Aa]ssez|[Rr]ez)${NO_LETTER_AFTER})\\p{L}{2,}ez${NO_LETTER_AFTER}`,
    ),
    informal: anyOf(words("tu toi tes"), `(?<![\\p{L}\\p{M}\\p{N}_'’-])[Tt]['’](?=\\p{L})`),
    // Also a tone, and a letter.
    informalOfYou: anyOf(words("ton ta te")),
  }),
  es: () => ({
    formal: anyOf(
      words("usted ustedes"),
      `${NO_LETTER_BEFORE}Uds?\\.`,
      "¿(?:Realmente |Seguro que )?(?:[Dd]esea|[Qq]uiere|[Ee]stá segur[oa])(?!\\p{L})",
      opening(
        "Haga Seleccione Elija Escoja Introduzca Ingrese Escriba Pulse Presione Verifique Compruebe Revise Inicie Utilice Espere Intente Inténtelo Vuelva Consulte Active Añada Agregue Descargue Instale Abra Guarde Confirme Proporcione Especifique Póngase Asegúrese Recuerde Tenga Visite Permita Conecte Actualice Reinicie Indique Defina Establezca Arrastre",
        "[Pp]or favor",
      ),
    ),
    // Also his, her, its and their.
    formalOfYou: anyOf(words("su sus")),
    informal: anyOf(
      words(
        "tú tu tus ti contigo te tuyo tuya tuyos tuyas vosotros vosotras vuestro vuestra vuestros vuestras puedes podrás podrías quieres tienes tendrás debes deberías estás estarás eres serás has habías necesitas necesitarás deseas recibirás",
      ),
      opening("Haz Asegúrate Ponte Inténtalo", "[Pp]or favor"),
    ),
    // Also the third person: Selecciona el archivo, it selects the file.
    informalOfYou: anyOf(
      opening(
        "Selecciona Elige Escoge Introduce Ingresa Escribe Pulsa Presiona Verifica Comprueba Revisa Inicia Utiliza Espera Intenta Vuelve Consulta Activa Añade Agrega Descarga Instala Abre Guarda Confirma Proporciona Especifica Recuerda Visita Permite Conecta Actualiza Reinicia Indica Define Establece Arrastra Sincroniza Protege",
        "[Pp]or favor",
      ),
    ),
  }),
  it: () => ({
    formal: anyOf(
      `${WITHIN}(?:Lei|Su[oae]|Suoi)${NO_LETTER_AFTER}`,
      opening("Vuole Desidera Selezioni Inserisca Scelga Faccia Verifichi Attenda Clicchi Immetta Specifichi Riprovi"),
      `${START}È\\ssicur[oa]\\sdi\\s`,
    ),
    // Also his, her, and its.
    formalOfYou: anyOf(words("suo sua suoi sue")),
    // Imperatives such as Apri and Salva are usual on buttons in any form of address.
    informal: anyOf(
      words(
        "tu tuo tua tuoi tue ti puoi potrai potresti vuoi vorresti hai avrai devi dovrai dovresti stai sarai verrai riceverai desideri",
      ),
      `${NO_LETTER_BEFORE}[Ss]ei\\s(?:sicur[oa]|stat[oa])${NO_LETTER_AFTER}`,
    ),
  }),
  pt: () => ({
    // Você and seu are neither: everybody says them in Brazil.
    formal: anyOf(`${NO_LETTER_BEFORE}(?:[Oo]s?\\ssenhor(?:es)?|[Aa]s?\\ssenhoras?)${NO_LETTER_AFTER}`),
    informal: anyOf(words("tu teu teus tua tuas contigo ti")),
  }),
  nl: () => ({
    // 24 u is an hour.
    formal: anyOf(`(?<!\\d\\s?)${words("u uw uwe uzelf")}(?!\\.)`),
    informal: anyOf(words("je jij jou jouw jouwe jezelf jullie")),
  }),
  pl: () => ({
    formal: anyOf(`${WITHIN}(?:${PAN})${NO_LETTER_AFTER}`),
    // Also a title and a state: Pani, Państwo.
    formalOfYou: anyOf(`${START}(?:${PAN})${NO_LETTER_AFTER}`),
    // Imperatives such as Wybierz are usual in any form of address.
    informal: anyOf(
      words(
        "ty cię ciebie tobie tobą twój twoja twoje twoją twojego twojej twojemu twoim twoimi twoich twoi możesz chcesz masz musisz jesteś będziesz zostaniesz wiesz potrzebujesz używasz korzystasz powinieneś powinnaś",
      ),
      `\\p{L}{2}ł[ea]ś${NO_LETTER_AFTER}`,
    ),
    // Also these people.
    informalOfYou: anyOf(words("ci")),
  }),
  ru: () => ({
    // The plural of ты looks the same.
    formal: anyOf(
      words("вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашим ваших вашими вашем вашу"),
      `${START}(?:Пожалуйста,?\\s)?\\p{L}{2,}(?:ите|йте|ьте)(?:сь)?${NO_LETTER_AFTER}`,
    ),
    informal: anyOf(
      words("ты тебя тебе тобой твой твоя твоё твое твои твоего твоей твоему твоим твоих твоими твоём твоем твою"),
      `${NO_LETTER_BEFORE}\\p{L}{2,}[её]?[еи]шь(?:ся)?${NO_LETTER_AFTER}`,
    ),
  }),
  ja: () => ({
    formal: /です|ます|ません|ました|ましょう|でした|でしょう|ください|下さい/u,
    // A label such as 保存する is not a sentence; a full stop makes it one.
    informal:
      /(?:(?<!でし|まし)た|(?<!で|ま)す|(?<!くださ|下さ)い|(?<!しょ)う|[るだくむつぬ])。|[だて][よね](?:[。!！]|$)/u,
  }),
  // 迷你 is mini.
  zh: () => ({ formal: /您/u, informal: /(?<!迷)你/u }),
};

/** Placeholders, markup and addresses: their letters are not words. */
const NO_WORDS = /\{[\w.\s]*\}|<[^<>]*>|&\w+;|https?:\S+|%[\w$.]+|\$\w+|[\w.+-]{1,64}@[\w.-]+/gu;
const YOU = /\b(?:you|your|yours|yourself|yourselves)\b|^please\b/i;
const OTHERS = /\b(?:he|she|him|her|his|hers|they|them|their|theirs|its)\b/i;

/**
 * How a text addresses its reader, judged by its words. If a word means both *you* and *they*, as in German at the
 * start of a sentence, the source decides; without a source the word does not count.
 *
 * @param source English
 * @returns `none` also for languages that are not in the table
 */
export function addressIn(text: string, language: LanguageTag, source = ""): Address {
  const markers = markersOf(language);
  if (!markers) return "none";
  const read = text.replace(NO_WORDS, "x");
  const isOfYou = YOU.test(source) && !OTHERS.test(source);
  const shows = (certain: RegExp, ofYou: RegExp | undefined): boolean =>
    certain.test(read) || (isOfYou && (ofYou?.test(read) ?? false));
  const isFormal = shows(markers.formal, markers.formalOfYou);
  const isInformal = shows(markers.informal, markers.informalOfYou);
  if (isFormal && isInformal) return "both";
  return isFormal ? "formal" : isInformal ? "informal" : "none";
}

const made = new Map<string, Markers | undefined>();

function markersOf(tag: LanguageTag): Markers | undefined {
  const language = varietyOf(tag)?.language ?? "";
  if (!made.has(language) && Object.hasOwn(MARKERS, language)) made.set(language, MARKERS[language]?.());
  return made.get(language);
}
