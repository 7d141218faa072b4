import type { ManifestFault } from "../../model/manifest/facts.ts";
import { type Finding, type Fix, type Message, message } from "../finding.ts";
import type { ManifestRule, ManifestView } from "../rule.ts";
import { manifestFinding } from "./manifest-places.ts";

const templates = {
  tab: "A tab stands in the indentation, where YAML takes only blanks. haconf counts what it can make of the manifest, which may be less than is meant.",
  indentation:
    "{text} is not indented like what it belongs to. haconf counts what it can make of the manifest, which may be less than is meant.",
  unclosed:
    "Nothing closes this {text}. haconf counts what it can make of the manifest, which may be less than is meant.",
  "missing-sign":
    "A comma, a colon or a closing sign is missing here. haconf counts what it can make of the manifest, which may be less than is meant.",
  "missing-colon":
    "A colon with a blank behind it is missing here. haconf counts what it can make of the manifest, which may be less than is meant.",
  "reserved-sign":
    "In YAML nothing begins with {text} unless it is in quotes. haconf counts what it can make of the manifest, which may be less than is meant.",
  "bad-escape":
    "In double quotes, a backslash needs a letter behind it that YAML knows, or another backslash. Single quotes take everything as it is.",
  other:
    "This is no YAML as it stands here. haconf counts what it can make of the manifest, which may be less than is meant.",
  "too-large":
    "The manifest is longer, deeper or by its aliases larger than any that people write, so haconf leaves it out altogether.",
};

/** A glob such as `*.cfg` is what people mean by an alias that has no anchor. */
function quote(file: string, { text, at }: Extract<ManifestFault, { kind: "unknown-alias" }>): Fix {
  return {
    title: message("Put {text} in quotes", { text }),
    isPreferred: true,
    isSafe: true,
    edits: [{ file, at, form: "in-place", newText: `"${text}"` }],
  };
}

function said(fault: ManifestFault): Message | undefined {
  switch (fault.kind) {
    case "syntax":
      return message(templates[fault.fault], { text: fault.text });
    case "unknown-alias":
      return message(
        "Without quotes {text} stands for what is marked by {anchor}, and nothing is. A glob that begins with an asterisk needs quotes.",
        { text: fault.text, anchor: fault.text.replace("*", "&") },
      );
    case "second-document":
      return message("A manifest is one YAML document: what stands behind this --- counts for nothing.");
    case "repeated-key":
      return message("{key} stands twice here: only the last one that has a value counts. Join them.", {
        key: fault.key,
      });
    default:
      return undefined;
  }
}

export const manifestSyntax: ManifestRule = {
  code: "cluster/manifest-syntax",
  scope: "manifest",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "`haconf.yaml` is no valid YAML.",
    why: "The manifest says which files belong together, by which version they are judged and which findings count. Where its text is broken, haconf goes on with what it can make of it, and finds faults between files that do not belong together or misses those between files that do.",
    example: {
      bad: `//- haconf.yaml
exclude: [*.bak, archive/**]
`,
      good: `//- haconf.yaml
exclude: ["*.bak", archive/**]
`,
    },
  },
  *check({ file, facts }: ManifestView): Iterable<Finding> {
    for (const fault of facts.faults) {
      const sentence = said(fault);
      if (sentence === undefined) continue;
      const fixes = fault.kind === "unknown-alias" ? [quote(file, fault)] : [];
      const related =
        fault.kind === "repeated-key"
          ? [{ file, at: fault.firstAt, message: message("{key} here", { key: fault.key }) }]
          : [];
      yield manifestFinding(this, file, fault.at, sentence, { fixes, related });
    }
  },
};
