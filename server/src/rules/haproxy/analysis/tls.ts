import { isPlaceholderWord } from "../../../model/placeholder.ts";
import type { Word } from "../../../syntax/tree.ts";
import { message } from "../../finding.ts";
import { type FileSection, isProxy, type SectionView } from "./file.ts";
import type { FileCheck } from "./file-check.ts";
import { hasOption, optionAt } from "./options.ts";
import type { AnalysedStatement } from "./section.ts";

const code = "haproxy/tls-setup";

/** Options by which a listener gets its certificates. */
const certificates = ["crt", "crt-list", "default-crt", "generate-certificates", "ca-sign-file"];

function isSure({ isConditional, isFaulty, values }: AnalysedStatement): boolean {
  return !isConditional && !isFaulty && !values.some((value) => isPlaceholderWord(value) || value.includes("{{"));
}

/** A listener for TLS that has nothing to show. */
function checkCertificate(file: SectionView, owner: FileSection, bind: AnalysedStatement): void {
  const word = bind.statement.words[optionAt(bind, "ssl") ?? -1];
  if (word === undefined || certificates.some((option) => hasOption(bind, option))) return;
  // Newer versions let a line of the section name the certificate.
  if (owner.section.statements.some(({ words }) => words[0]?.value === "ssl-f-use")) return;
  const defaults = owner.analysis.byName.get("default-bind") ?? [];
  if (defaults.some((one) => !isSure(one) || certificates.some((option) => hasOption(one, option)))) return;
  if (hasOption(bind, "strict-sni") && !hasOption(bind, "no-strict-sni")) {
    const said = message("Without crt this listener has no certificate to show, so that every TLS connection fails.");
    file.report(code, owner.section, word, said, { severity: "warning" });
    return;
  }
  const said = message("ssl needs a certificate: haproxy does not start without crt or crt-list on this line.");
  file.reportLate(code, owner.section, word, said);
}

const versions = ["SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"];
const switches = ["no-sslv3", "no-tlsv10", "no-tlsv11", "no-tlsv12", "no-tlsv13"];

function limitAt(statement: AnalysedStatement, option: string): number {
  const at = optionAt(statement, option);
  return at === undefined ? -1 : versions.indexOf(statement.values[at + 1] ?? "");
}

/** The word by which a line leaves no version of TLS to speak. */
function emptyRangeAt(statement: AnalysedStatement): Word | undefined {
  const low = limitAt(statement, "ssl-min-ver");
  const high = limitAt(statement, "ssl-max-ver");
  if (low >= 0 && high >= 0 && low > high) return statement.statement.words[optionAt(statement, "ssl-max-ver") ?? -1];
  const off = switches.slice(1).every((option) => hasOption(statement, option));
  return off ? statement.statement.words[optionAt(statement, "no-tlsv13") ?? -1] : undefined;
}

function checkVersions(file: SectionView, owner: FileSection, statement: AnalysedStatement): void {
  if (!hasOption(statement, "ssl")) return;
  const word = emptyRangeAt(statement);
  if (word === undefined) return;
  const said = message("This line leaves no version of TLS to speak, and haproxy does not start with it.");
  file.reportLate(code, owner.section, word, said);
}

/** Looks at whether TLS has what it needs. */
export const tls: FileCheck = {
  checkSection(view, owner) {
    // A section of peers may be left out as a whole, which hangs on the machine's name.
    if (owner.kind === "peers") return;
    if (owner.isConditional || (isProxy(owner) && (owner.isDisabled || owner.kind === "defaults"))) return;
    for (const bind of owner.analysis.byName.get("bind") ?? []) {
      if (!hasOption(bind, "ssl") || !isSure(bind)) continue;
      if (!owner.analysis.isOpen) checkCertificate(view, owner, bind);
      checkVersions(view, owner, bind);
    }
    for (const name of ["server", "server-template"]) {
      for (const server of owner.analysis.byName.get(name) ?? [])
        if (isSure(server)) checkVersions(view, owner, server);
    }
  },
};
