/** The commands that check, explain and draft: they share nearly all of their code, so that they are loaded together. */
export { check } from "./check.ts";
export { explain } from "./explain.ts";
export { fix } from "./fix.ts";
export { init } from "./init.ts";
export { listRules } from "./rules.ts";
