import type { Finding } from "./finding.ts";

/**
 * Which findings make others superfluous where both are about the same thing: mending the first mends or changes the second.
 * Keys silence their values.
 */
export const silences: Readonly<Record<string, readonly string[]>> = {
  "cluster/virtual-router-id-mismatch": ["cluster/auth-mismatch", "cluster/virtual-ipaddress-mismatch"],
};

/** Leaves out the findings that another one silences. */
export function withoutSilenced(findings: readonly Finding[]): Finding[] {
  const silenced = new Map<object, Set<string>>();
  for (const { code, about } of findings) {
    const quiet = silences[code];
    if (quiet === undefined || about === undefined) continue;
    const codes = silenced.get(about) ?? new Set<string>();
    for (const silencedCode of quiet) codes.add(silencedCode);
    silenced.set(about, codes);
  }
  if (silenced.size === 0) return [...findings];
  return findings.filter(({ code, about }) => about === undefined || !silenced.get(about)?.has(code));
}
