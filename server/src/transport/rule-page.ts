/**
 * The address of a rule's page.
 *
 * @param code the rule's code, `family/kebab-name`
 */
export function rulePageAddress(code: string): string {
  return `https://github.com/haconf/haconf/blob/main/docs/rules/${code}.md`;
}
