/**
 * The message syntax of a file; decides how messages are taken apart. `piped`: pipes separate variants if they look
 * like it, as in vue-i18n. `laravel`: pipes always do.
 */
export type MessageSyntax = "plain" | "icu" | "i18next" | "piped" | "laravel";
