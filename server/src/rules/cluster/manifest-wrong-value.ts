import type { ManifestFault, ManifestText } from "../../model/manifest/facts.ts";
import { haproxyVersions } from "../../schema/haproxy/versions.ts";
import { keepalivedVersions } from "../../schema/keepalived/versions.ts";
import { manifestRoles, manifestSeverities } from "../../schema/manifest/values.ts";
import { closest } from "../../schema/suggest.ts";
import { type Finding, type Message, message } from "../finding.ts";
import type { ManifestRule, ManifestView } from "../rule.ts";
import { manifestFinding, replacement } from "./manifest-places.ts";

const forms = { text: message("a text"), list: message("a list"), mapping: message("a mapping") };

/** What stands somewhere in a form that its place does not take. */
function wrongForm({ key, wanted, found }: Extract<ManifestFault, { kind: "wrong-form" }>): Message {
  const args = { key: key ?? "", found: forms[found] };
  if (key === undefined) {
    return message("A manifest is a mapping, with lines such as {line}, but this is {found}. It counts for nothing.", {
      line: 'haproxy: "3.2"',
      found: forms[found],
    });
  }
  switch (wanted) {
    case "text":
      return message("{key} takes one text, not {found}, so this counts for nothing.", args);
    case "texts":
      return message("{key} takes a text or a list of texts, not {found}, so this counts for nothing.", args);
    case "record":
      return key === "rules"
        ? message("{key} takes a mapping from rule codes to severities, not {found}, so this counts for nothing.", args)
        : message("{key} takes a mapping from names to values, not {found}, so this counts for nothing.", args);
    case "mappings":
      return message(
        "{key} takes a list whose entries begin with a dash, not {found}, so this counts for nothing.",
        args,
      );
    case "mapping":
      return message(
        "An entry of {key} is a mapping with keys of its own, not {found}, so this counts for nothing.",
        args,
      );
  }
}

const words = (list: readonly { readonly word: string }[]): string => list.map(({ word }) => word).join(", ");

function wrongText({ key, of, text }: Extract<ManifestFault, { kind: "wrong-text" }>): Message {
  const args = { key, text };
  switch (of) {
    case "address":
      return message("{text} is no IP address, so it counts for nothing in {key}.", args);
    case "endpoint":
      return message("{text} is no endpoint, so it counts for nothing. It takes host:port, such as {example}.", {
        ...args,
        example: "10.1.0.100:6443",
      });
    case "haproxy-version":
      return message(
        "haconf knows no haproxy {text}, so the files are judged as without it. It knows {oldest} to {newest}.",
        {
          ...args,
          oldest: haproxyVersions[0],
          newest: haproxyVersions.at(-1) ?? "",
        },
      );
    case "keepalived-version":
      return message(
        "haconf knows no keepalived {text}, so the files are judged as without it. It knows {oldest} to {newest}.",
        { ...args, oldest: keepalivedVersions[0], newest: keepalivedVersions.at(-1) ?? "" },
      );
    case "role":
      return message("{text} is no role, so it counts for nothing. Roles are {words}.", {
        ...args,
        words: words(manifestRoles),
      });
    case "severity":
      return message("{text} is no severity, so {key} keeps its own. Severities are {words}.", {
        ...args,
        words: words(manifestSeverities),
      });
  }
}

function unknownCode(rule: ManifestRule, file: string, code: ManifestText, codes: readonly string[]): Finding {
  const meant = closest(code.text, codes);
  if (meant === undefined || code.isGenerated) {
    return manifestFinding(
      rule,
      file,
      code.at,
      message("No rule is called {code}, so this sets nothing.", { code: code.text }),
    );
  }
  const said = message("No rule is called {code}, so this sets nothing. Did you mean {meant}?", {
    code: code.text,
    meant,
  });
  return manifestFinding(rule, file, code.at, said, { fixes: [replacement(file, code.at, meant)] });
}

export const manifestWrongValue: ManifestRule = {
  code: "cluster/manifest-wrong-value",
  scope: "manifest",
  severity: "error",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A value of `haconf.yaml` is not what its key takes.",
    why: "What haconf can't use counts for nothing: a version that does not exist leaves the files judged by what any version takes, a severity that is none leaves the rule as it is, an address that is none leaves the node without one. The rest of the manifest counts all the same.",
    example: {
      bad: `//- haconf.yaml
rules:
  cluster/duplicate-priority: warn
`,
      good: `//- haconf.yaml
rules:
  cluster/duplicate-priority: warning
`,
    },
  },
  *check({ file, facts, ruleCodes }: ManifestView): Iterable<Finding> {
    for (const fault of facts.faults) {
      if (fault.kind === "wrong-form") yield manifestFinding(this, file, fault.at, wrongForm(fault));
      else if (fault.kind === "missing-name") {
        const said =
          fault.of === "node"
            ? message("This node has no name. Findings can only call it by its place in the list.")
            : message("This cluster has no name. Findings can only call it by its place in the list.");
        yield manifestFinding(this, file, fault.at, said);
      } else if (fault.kind === "wrong-text") {
        const fixes = fault.meant === undefined ? [] : [replacement(file, fault.at, fault.meant)];
        yield manifestFinding(this, file, fault.at, wrongText(fault), { fixes });
      }
    }
    for (const code of facts.ruleCodes) {
      if (!ruleCodes.includes(code.text)) yield unknownCode(this, file, code, ruleCodes);
    }
  },
};
