/** Styles, which the bundler writes beside the script. */
declare module "*.css";
