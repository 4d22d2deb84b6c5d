import { DEFAULTS } from "../core/translate/defaults.js";
import { DEFAULT_MINIMUM_QUALITY } from "../core/translate/draft.js";
import { PROVIDERS, providerDefaults } from "../large-model/providers.js";

const OPENAI = providerDefaults("openai");

/** The text of `routelmt --help`. */
export const HELP = `RouteLMT translates software strings with a small local model, predicts for every
string what a large model would improve, and spends your budget where that is most.

Usage
  routelmt translate <path>... --to <languages> [options]   fill in what is missing
  routelmt plan <path>... --to <languages> [options]        show the plan; writes nothing, calls nobody
  routelmt check [path]... --to <languages> [options]       check the translations that are there
  routelmt status [folder] [options]                        show what is missing, stale and unused; reads only
  routelmt accept [folder] [options]                        record that the translations fit their sources now
  routelmt pseudo <file>... [--to qps-ploc]                 make a pseudo-localised file, to test with
  routelmt memory <path>... --to <languages> [--out m.tmx]   export the translations as TMX
  routelmt ledger [folder] [--json, --csv]                  show what was spent, and on what
  routelmt report [folder] [--run N] [--json]               every decision of the last run, with reason and price
  routelmt undo [folder]                                    take back what the last run wrote
  routelmt mcp [folder] [--budget N, …]                     serve the project to agents (Model Context Protocol)
  routelmt models [--model <folder>]                        show the small model
  routelmt connection [--provider, --large-model, …]        send one word to the large model: does it answer?
  routelmt --version                                        show the version

A path is a source file, or a folder whose source files are found as status finds them. The folder of status, check,
accept and mcp is the current one where none is named. With a folder, --to may be left out for every language that
has files, and names some of them, or new ones. What translations were made from is recorded in .routelmt/sources.jsonl; commit it.

Options
  --to de,fr,es         target languages (BCP 47)
  --from en             source language                                  [en]
  --share 0.3           highest share of strings for the large model;
                        by default, not of those that --buy offers       [${DEFAULTS.share}]
  --budget 0.05         cap on what is spent; 0 makes no call  [translate: 0, plan: none]
  --budget-unit UNIT    what the cap counts: usd, tokens, segments       [usd]
  --budget-period SPAN  how long it lasts: run, day, month, total; all runs
                        of the project count toward the last three       [run]
  --buy                 translate, plan: also offer the large model what was translated
                        locally before and is flagged, a draft, failed or over the
                        share; never what somebody edited or accepted
  --provider NAME       ${PROVIDERS.join(", ")}; openai is every
                        API that is compatible with OpenAI's             [openai]
  --large-model NAME    model at the provider                            [${OPENAI.model}; of others their own]
  --base-url URL        the provider's API                               [${OPENAI.baseUrl}; of others their own]
  --price-input N       US dollars per million input tokens, or characters at DeepL [list price]
  --price-output N      US dollars per million output tokens             [list price]
  --model FOLDER        folder of another small model                    [the bundled one]
  --threads N           processor threads of the small model             [${DEFAULTS.threads}]
  --search MODE         greedy, beam, or auto: beams where greedy is unsure [auto]
  --format NAME         format of the files, where their names do not say
  --out FILE            target file, if the path does not name the language; {lang} is its placeholder
  --memory FILES        TMX files to reuse, besides the project's own translations
  --no-memory           reuse nothing
  --terms FILES         termbases (TBX or CSV) to enforce
  --minimum-quality N   predicted quality, 0 to 100, below which a local translation is a draft, which
                        counts as missing   [${DEFAULT_MINIMUM_QUALITY.marked}, or ${DEFAULT_MINIMUM_QUALITY.unmarked} where a format cannot mark drafts]
  --write-drafts        write drafts to files that have no mark for them, too
  --stale               translate, plan: translate stale strings again, too; never what a person wrote
  --formality FORM      formal, informal, off, or auto, as the existing translations do; for some
                        languages: de=informal,nl=formal                 [auto]
  --all                 list every string, not only the largest gains
  --json                machine-readable result on standard output
  --list                status: every key that is missing, stale or unused, with its place
  --fail-on KINDS       status: fail when there are any: missing, stale, unused
  --sarif               check: SARIF 2.1.0 on standard output, for code scanning
  --reconcile HOW       ledger: requests with an unknown outcome count as charged or free
  --max-warnings N      check: fail with more warnings than this           [any number]

Environment
  ROUTELMT_API_KEY      key of the provider; without it OPENAI_API_KEY, AZURE_OPENAI_API_KEY, ANTHROPIC_API_KEY
                        or DEEPL_API_KEY, each only for the hosts of its own provider
  ROUTELMT_BASE_URL     as --base-url
  ROUTELMT_DATA         folder of the project databases (routelmt ledger shows it)
  ROUTELMT_BUDGET       mcp: as --budget; with _UNIT and _PERIOD at its end as --budget-unit and --budget-period
  NO_COLOR              no colours

Exit codes
  0  done                             7  the provider says that no credit or quota is left
  1  unexpected error                 8  the provider has had too many requests
  2  bad input; nothing was written   9  the provider or its model refused
  3  done with local translations,   10  the provider gave no answer in time
     but some strings could not be   11  the provider is down, or cannot be reached
     bought, or files not written    12  the provider's answer cannot be used
  4  the small model cannot be used  130  cancelled
  5  an API key is needed and missing, or was refused
  6  check found errors, or more warnings than allowed; status what --fail-on names
After 5 and 7 to 12, too, translate has written the local translations and all that was bought.

Examples
  routelmt translate locales/en.json --to de,fr,es
  routelmt translate locales/en.json --to de --share 0.3 --budget 0.05
  routelmt plan po/messages.pot --to fr --json | jq .plan
  routelmt translate . --to de
  routelmt check --max-warnings 0
  routelmt status --fail-on missing,stale
  routelmt translate locales/en.json --to de --stale
  routelmt pseudo app/src/main/res/values/strings.xml --to en-XA
`;
