const program = /\b(?:envsubst|gomplate|dockerize|consul-template|confd|erb|mustache)\b/;
const edit = /\b(?:sed|perl|awk)\b[^\n]*keepalived/;

/**
 * Whether a script, a unit, the recipe of an image or a playbook fills in templates before a program reads them, so that a `$NAME` of
 * a config that lies around may be no more than a place for a value.
 */
export function fillsTemplates(text: string): boolean {
  return program.test(text) || (text.includes("keepalived") && edit.test(text));
}
