/**
 * How the messages of a file are written; decides how they are taken apart for translation. `piped` has
 * variants between pipes where it looks so, as vue-i18n does, and `laravel` wherever there are pipes.
 */
export type MessageSyntax = "plain" | "icu" | "i18next" | "piped" | "laravel";
