/** Styles, which the bundler puts beside the script. */
declare module "*.css";
