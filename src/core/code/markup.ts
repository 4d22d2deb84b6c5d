/** Attributes that people read, of HTML and usual components. */
export const ATTRIBUTES_FOR_PEOPLE =
  /^(?:title|alt|placeholder|label|summary|heading|subtitle|caption|tooltip|text|message|description|header|hint|help(?:er)?-?text|aria-(?:label|description|placeholder|roledescription|valuetext))$/i;

/** Elements within a sentence; React's links and translations are among them. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|br|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr|link|routerlink|router-link|nuxt-link|trans)$/i;

/** Sticky: what opens a tag or a comment, with a slash and a name. JSX has elements without a name. */
export const TAG = /<!--|<(\/?)([A-Za-z][\w.:-]*|(?=\/?>))|<[!?]/y;

/** Elements whose content is not markup. */
export const RAW_ELEMENT = /^(?:script|style)$/i;

/** Whether an element is part of the sentence around it. */
export function isInline(name: string): boolean {
  return INLINE.test(name);
}

/** Whether the value of an attribute is code: events, and Vue's bindings. */
export function isCodeAttribute(name: string): boolean {
  return /^(?::|@|#|v-|on[a-z]+$)/.test(name);
}

/** Whether a JSX element begins where a value is expected, and not a type parameter of an arrow function. */
export function jsxAt(text: string, at: number): boolean {
  if (text[at] !== "<") return false;
  return /^<(?:>|[\p{L}_$][\p{L}\p{N}_$.:-]*(?:\/?>(?!\()|\s+(?!extends\b)[\p{L}_${/>]|\s*\/>))/u.test(
    text.slice(at, at + 200),
  );
}
