import type { Cluster } from "../cluster/model.ts";
import type { FileFacts } from "../model/facts.ts";
import type { ManifestFacts, ManifestText } from "../model/manifest/facts.ts";
import type { HaproxySection } from "../syntax/haproxy/tree.ts";
import type { KeepalivedSection } from "../syntax/keepalived/tree.ts";
import type { Origin } from "../syntax/tree.ts";
import type { Finding, Severity } from "./finding.ts";
import type { IdleSuppression } from "./suppressions.ts";

export type Family = "haproxy" | "keepalived" | "kubeadm" | "etcd" | "cluster";

/** A config of a rule's page. Several files are written one below the other, each under a line `//- path/name`. */
export interface Example {
  readonly bad: string;
  readonly good: string;
}

/** What the catalogue, the rule's page and `haconf explain` say. */
export interface RuleDocs {
  /** One line. */
  readonly summary: string;
  /** What happens in production if it stays so: one or two paragraphs. */
  readonly why: string;
  /** Executed by the tests: the bad one gives exactly this finding, the good one nothing. */
  readonly example: Example;
}

export interface RuleMeta {
  readonly code: `${Family}/${string}`;
  readonly severity: Severity;
  /** Whether the rule offers a fix, and whether that is safe to apply unseen. */
  readonly fix: "none" | "safe" | "unsafe";
  /** The version of haconf that brought the rule. */
  readonly since: string;
  readonly docs: RuleDocs;
}

/** Files that haproxy reads one after the other as one configuration. */
export interface ConfigurationView {
  /** In the order in which they are read. */
  readonly files: readonly {
    readonly file: string;
    readonly sections: readonly HaproxySection[];
    readonly isPartial: boolean;
    readonly text: string;
  }[];
  /** haproxy reads no others. */
  readonly isWhole: boolean;
  /** A command or a manifest says so, not only the folders. */
  readonly isSure: boolean;
  /** The file that a section stands in, by its origin. */
  fileOf(origin: Origin): string | undefined;
}

/** What the rules of one file may know beside the file. */
export interface FileContext {
  readonly file: string;
  readonly haproxyVersion: string;
  readonly keepalivedVersion: string;
  /** The file is a template or a fence: its end is not the end of a real file. */
  readonly isPartial: boolean;
  /**
   * A `$NAME` that a keepalived.conf does not define may be defined elsewhere, or filled in by a program before keepalived reads the
   * file; otherwise keepalived takes it as it stands.
   */
  readonly hasOpenReferences: boolean;
  /** The section that is checked is the file's last one. */
  readonly isLastSection: boolean;
  /** The section's own text; its offsets are the section's. */
  readonly sectionText: string;
  /** How many `.if` of earlier sections of a haproxy.cfg are still open where the section begins. */
  readonly openConditions: number;
  /** The configuration that the file is a part of; absent where it is read alone, as far as is known. */
  readonly configuration?: ConfigurationView;
}

/** A rule over one section of a haproxy.cfg: its findings hang on nothing else, so they are kept until the section changes. */
export interface HaproxySectionRule extends RuleMeta {
  readonly scope: "haproxy-section";
  /**
   * Whether a section has anything that the rule could speak of. Most sections have nothing for most rules, and rules that have
   * this function in common are asked together.
   */
  readonly concerns?: (section: HaproxySection, context: FileContext) => boolean;
  check(section: HaproxySection, context: FileContext): Iterable<Finding>;
}

/** A rule over one section of a keepalived.conf; see `HaproxySectionRule`. */
export interface KeepalivedSectionRule extends RuleMeta {
  readonly scope: "keepalived-section";
  check(section: KeepalivedSection, context: FileContext): Iterable<Finding>;
}

/** A rule over the facts of one file. */
export interface FileRule extends RuleMeta {
  readonly scope: "file";
  /** The facts that the rule looks at; no others are made for it. */
  readonly reads: FileFacts["kind"];
  check(facts: FileFacts, context: FileContext): Iterable<Finding>;
}

/** A path or glob of a manifest that matches no file, read by haconf or not. */
export interface UnmatchedPath {
  readonly path: ManifestText;
  /** What was probably meant. */
  readonly similar: string | undefined;
}

/** A manifest with what it is judged by beside its own text: the files that there are, and the rules. */
export interface ManifestView {
  readonly file: string;
  readonly facts: ManifestFacts;
  readonly unmatchedPaths: readonly UnmatchedPath[];
  /** The codes of all rules. */
  readonly ruleCodes: readonly string[];
}

/** A rule over one manifest. */
export interface ManifestRule extends RuleMeta {
  readonly scope: "manifest";
  check(view: ManifestView): Iterable<Finding>;
}

/** The comments of one file that turn nothing off, as far as all is known that they might turn off. */
export interface SuppressionView {
  readonly file: string;
  readonly text: string;
  readonly idle: readonly IdleSuppression[];
}

/** A rule over what is found in one file and the comments that turn findings off. */
export interface SuppressionRule extends RuleMeta {
  readonly scope: "suppression";
  check(view: SuppressionView): Iterable<Finding>;
}

/** A rule over one cluster: what no single file can show. */
export interface ClusterRule extends RuleMeta {
  readonly scope: "cluster";
  check(cluster: Cluster): Iterable<Finding>;
}

export type Rule = HaproxySectionRule | KeepalivedSectionRule | FileRule | ManifestRule | SuppressionRule | ClusterRule;
