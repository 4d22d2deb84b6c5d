/** Styles, which the bundler puts next to the script. */
declare module "*.css";
