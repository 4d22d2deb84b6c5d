/** Whether `--long` was given: random tests then run as many cases as the docs claim, which takes hours. */
export const IS_LONG = Boolean(process.env["ROUTELMT_LONG"]);

/**
 * How many cases a random test runs. Every run of the tests draws others, so that few of them suffice each time.
 *
 * @param long with `--long`
 * @param short otherwise
 */
export const casesOf = (long: number, short: number): { readonly numRuns: number } => ({
  numRuns: IS_LONG ? long : short,
});
