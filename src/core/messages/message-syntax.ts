/**
 * The message syntax of a file; decides how messages are taken apart. `piped`: pipes separate variants if they look
 * like it, as in vue-i18n. `laravel`: pipes always do. `flutter`: ICU messages in which apostrophes quote nothing, as Flutter
 * reads them without `use-escaping`. `fluent`: blanks in braces mean nothing, and languages choose the arguments of functions and terms.
 */
export type MessageSyntax = "plain" | "icu" | "flutter" | "i18next" | "piped" | "laravel" | "fluent";
