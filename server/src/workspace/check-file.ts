import type { FileLanguage } from "../documents/detect.ts";
import { splitPath } from "../documents/path.ts";
import type { FileFacts } from "../model/facts.ts";
import type { Finding } from "../rules/finding.ts";
import { conditionsOpenAfter } from "../rules/haproxy/conditions.ts";
import { rules } from "../rules/registry.ts";
import type {
  ConfigurationView,
  FileContext,
  FileRule,
  HaproxySectionRule,
  KeepalivedSectionRule,
} from "../rules/rule.ts";
import type { HaproxySection } from "../syntax/haproxy/tree.ts";
import type { KeepalivedSection } from "../syntax/keepalived/tree.ts";
import { ownCopy } from "../syntax/sections.ts";
import type { Reading } from "./file.ts";

/** The rules over sections of a haproxy.cfg, by what tells whether a section concerns them. */
const haproxyRules = new Map<HaproxySectionRule["concerns"], HaproxySectionRule[]>();
for (const rule of rules) {
  if (rule.scope !== "haproxy-section") continue;
  const alike = haproxyRules.get(rule.concerns) ?? [];
  haproxyRules.set(rule.concerns, alike);
  alike.push(rule);
}
const keepalivedRules = rules.filter((rule): rule is KeepalivedSectionRule => rule.scope === "keepalived-section");
const fileRules = rules.filter((rule): rule is FileRule => rule.scope === "file");

/** The kinds of facts of each language's files for which there are rules over one file. */
const factsKinds: Readonly<Record<FileLanguage, readonly FileFacts["kind"][]>> = {
  haproxy: ["haproxy"],
  keepalived: ["keepalived"],
  kubernetes: ["kubernetes", "etcd"],
  shell: ["kubernetes", "etcd"],
  hosts: ["hosts"],
  manifest: [],
  document: ["etcd"],
  yaml: ["kubernetes"],
  ansible: [],
  system: [],
  nginx: [],
  etcd: ["etcd"],
  "etcd-yaml": ["etcd"],
  systemd: ["etcd"],
  environment: [],
  compose: ["etcd"],
  image: [],
};

/** How many findings of its own a file gets: who has more has opened something else than a config. */
export const mostFindings = 1_000;

interface Kept {
  readonly isLast: boolean;
  /** The version that it was judged by, which a comment of the file may change. */
  readonly version: string;
  readonly openConditions: number;
  readonly hasOpenReferences: boolean;
  readonly findings: readonly Finding[];
}

/** What the rules find in a section of a haproxy.cfg. */
function collectHaproxy(section: HaproxySection, context: FileContext): readonly Finding[] {
  let findings = nothing;
  haproxyRules.forEach((alike, concerns) => {
    if (concerns?.(section, context) === false) return;
    const found = collect(alike, section, context);
    if (found.length > 0) findings = findings.length === 0 ? found : [...findings, ...found];
  });
  return findings;
}

/** What some rules find in a section; with as little as can be in between, for there are many sections and few findings. */
function collect<Section>(
  rules: readonly { check(section: Section, context: FileContext): Iterable<Finding> }[],
  section: Section,
  context: FileContext,
): readonly Finding[] {
  let findings: Finding[] | undefined;
  for (let at = 0; at < rules.length; at++) {
    const found = rules[at]?.check(section, context) ?? nothing;
    // Asking a list whether it is empty makes no iterator.
    if (Array.isArray(found) && found.length === 0) continue;
    for (const finding of found) {
      findings ??= [];
      findings.push(finding);
    }
  }
  return findings ?? nothing;
}

const nothing: readonly Finding[] = [];

/** What a file says, and the configurations that haproxy reads it as a part of; none where it is read alone. */
export interface ReadFacts {
  readonly facts: FileFacts;
  readonly configurations: readonly ConfigurationView[];
}

/** What a rule finds in a file whatever configuration it is read in: what is wrong in one of them may be what another one needs. */
function inAll(rule: FileRule, facts: FileFacts, contexts: readonly FileContext[]): Finding[] {
  const [first = [], ...others] = contexts.map((context) => [...rule.check(facts, context)]);
  const keys = others.map((findings) => new Set(findings.map(placeKey)));
  return first.filter((finding) => keys.every((known) => known.has(placeKey(finding))));
}

/** Checks single files, and keeps what it found in a section for as long as the section lives. */
export class FileChecker {
  #kept = new WeakMap<HaproxySection | KeepalivedSection, Kept>();
  checkedSections = 0;

  /** Forgets everything: the settings that the rules see have changed. */
  forget(): void {
    this.#kept = new WeakMap();
  }

  /**
   * The findings of one file's own rules.
   *
   * @param readings the file as its hosts read it, first as one that it does not name; what several find at one place is said
   *   once, and what only some hosts run into is no more than a warning, because the program takes the file elsewhere; unless it is
   *   shown that the file is for such a host
   * @param language what the file is
   * @param factsOf gives the facts of each reading, and of each node that fills in placeholders, with the configurations that they are
   *   parts of; asked only where a rule wants them
   */
  check(
    readings: readonly Reading[],
    language: FileLanguage,
    factsOf: () => readonly ReadFacts[],
    context: Omit<FileContext, SectionField>,
  ): Finding[] {
    const found: Finding[] = [];
    const byHost = readings.map((reading) => {
      const ofHost: Finding[] = [];
      this.#checkSections(reading, context, ofHost);
      return ofHost;
    });
    const sure = sureReading(readings, context.file);
    found.push(...(byHost.length > 1 ? errorsOfAll(byHost, sure) : byHost.flat()));
    // A file's rules see no section; these fields belong to the section rules.
    const fileContext: FileContext = { ...context, isLastSection: true, sectionText: "", openConditions: 0 };
    const wanted = fileRules.filter((rule) => factsKinds[language].includes(rule.reads));
    const facts = wanted.length === 0 ? [] : factsOf();
    const byFacts = facts.map(({ facts: one, configurations }) => {
      // A script has facts of several kinds.
      const reading = wanted.filter((rule) => rule.reads === one.kind);
      const contexts = configurations.map((configuration) => ({ ...fileContext, configuration }));
      const ofOne = reading.flatMap((rule) =>
        contexts.length === 0 ? [...rule.check(one, fileContext)] : inAll(rule, one, contexts),
      );
      return { ofOne, isSure: sure !== undefined && one.kind === "keepalived" && one.configId === sure.configId };
    });
    const ofFacts = byFacts.map(({ ofOne }) => ofOne);
    const sureFacts = { index: byFacts.findIndex(({ isSure }) => isSure) };
    const judged = readings.length < 2 ? ofFacts.flat() : errorsOfAll(ofFacts, sureFacts);
    for (const finding of judged) if (found.length < mostFindings) found.push(finding);
    return readings.length > 1 || facts.length > 1 ? withoutRepeats(found) : found;
  }

  #checkSections(reading: Reading, context: Omit<FileContext, SectionField>, found: Finding[]): void {
    const { sections, text } = reading;
    const version = reading.language === "haproxy" ? context.haproxyVersion : context.keepalivedVersion;
    const { hasOpenReferences } = context;
    // Blank lines and comments behind the last section that says anything are no sections of their own to the programs.
    const lastIndex = sections.findLastIndex((section) => section.statements.length > 0 || "header" in section);
    let openBehind = 0;
    sections.forEach((section, index) => {
      const isLast = index >= lastIndex;
      const openConditions = openBehind;
      if ("header" in section) openBehind = conditionsOpenAfter(section, openConditions);
      let kept = this.#kept.get(section);
      const isKept =
        kept?.isLast === isLast &&
        kept.openConditions === openConditions &&
        kept.version === version &&
        kept.hasOpenReferences === hasOpenReferences;
      if (kept === undefined || !isKept) {
        // What is found out about a section is kept for longer than the file's text.
        const sectionText = ownCopy(text.slice(section.origin.offset, section.origin.offset + section.length));
        const sectionContext: FileContext = { ...context, isLastSection: isLast, sectionText, openConditions };
        const findings =
          reading.language === "haproxy"
            ? collectHaproxy(section as HaproxySection, sectionContext)
            : collect(keepalivedRules, section as KeepalivedSection, sectionContext);
        kept = { isLast, version, openConditions, hasOpenReferences, findings };
        this.#kept.set(section, kept);
        this.checkedSections++;
      }
      for (const finding of kept.findings) if (found.length < mostFindings) found.push(finding);
    });
  }
}

type SectionField = "isLastSection" | "sectionText" | "openConditions";

function asWarning(finding: Finding): Finding {
  return finding.severity === "error" ? { ...finding, severity: "warning" } : finding;
}

/** The place and kind of a finding, the same in every reading of a file. */
function placeKey({ code, at }: Finding): string {
  return `${code} ${at.origin.offset + at.start} ${at.origin.offset + at.end}`;
}

/**
 * The reading of a host that surely reads the file: the one whose folder it lies in (`lb1/keepalived.conf`), or that of all others,
 * where lines name hosts only to except them.
 */
function sureReading(
  readings: readonly Reading[],
  file: string,
): { readonly index: number; readonly configId: string | undefined } | undefined {
  const folders = new Set(splitPath(file).folders.map((folder) => folder.toLowerCase()));
  const own = readings.flatMap((reading, index) => {
    if (reading.language !== "keepalived") return [];
    const { configId } = reading;
    return configId !== undefined && folders.has(configId.toLowerCase()) ? [{ index, configId }] : [];
  });
  if (own.length === 1) return own[0];
  const [first] = readings;
  return first?.language === "keepalived" && first.isForOthers ? { index: 0, configId: undefined } : undefined;
}

/**
 * The findings of all readings; what only some hosts run into is no more than a warning.
 *
 * @param sure the reading of a host that is shown to read the file
 */
function errorsOfAll(byHost: readonly (readonly Finding[])[], sure: { readonly index: number } | undefined): Finding[] {
  const keys = byHost.map((findings) => new Set(findings.map(placeKey)));
  return byHost.flatMap((findings, index) =>
    findings.map((finding) => {
      const isSure = index === sure?.index || keys.every((known) => known.has(placeKey(finding)));
      return isSure ? finding : asWarning(finding);
    }),
  );
}

/** Each finding once, as grave as the gravest of its like. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { code, at, message } = finding;
    const key = `${code} ${at.origin.offset + at.start} ${at.end - at.start} ${message.template} ${JSON.stringify(message.args)}`;
    const known = seen.get(key);
    // A key keeps its place when its value changes.
    if (known === undefined || (known.severity !== "error" && finding.severity === "error")) seen.set(key, finding);
  }
  return [...seen.values()];
}
