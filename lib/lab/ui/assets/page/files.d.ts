/** @file What the builder gives for an import that is no script. */
declare module "*.svg" {
  const text: string;
  export default text;
}
declare module "*.css";
