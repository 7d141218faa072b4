import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type Fix, type FixEdit, message } from "../finding.ts";
import type { SuppressionRule, SuppressionView } from "../rule.ts";
import type { IdleSuppression, SuppressionComment } from "../suppressions.ts";

function anchorOf({ start, end }: { readonly start: number; readonly end: number }): Anchor {
  return { origin: { offset: 0 }, start, end };
}

/** Takes a comment away; undefined where it says something else as well. */
function removal(file: string, { comment }: SuppressionComment): FixEdit | undefined {
  return comment === undefined ? undefined : { file, at: anchorOf(comment), form: "remove-line", newText: "" };
}

/** Takes the comment away, and the one that ends its reach with it; nothing where that one is about something else. */
function commentRemoval({ file }: SuppressionView, { by, endedBy }: IdleSuppression): Fix[] {
  const isPair =
    endedBy === undefined || endedBy.codes.map(({ code }) => code).join() === by.codes.map(({ code }) => code).join();
  const edits = [by, ...(endedBy === undefined ? [] : [endedBy])].flatMap((one) => removal(file, one) ?? []);
  if (!isPair || edits.length !== (endedBy === undefined ? 1 : 2)) return [];
  return [{ title: message("Remove the comment"), isPreferred: true, isSafe: false, edits }];
}

/** Takes one of several codes away, with what parts it from the one before. */
function codeRemoval({ file, text }: SuppressionView, { by, code }: IdleSuppression): Fix[] {
  if (code === undefined || by.kind === "disable") return [];
  const parted = /[ \t,]*$/.exec(text.slice(by.start, code.start))?.[0].length ?? 0;
  const at = anchorOf({ start: code.start - parted, end: code.end });
  return [
    {
      title: message("Remove {code}", { code: code.code }),
      isPreferred: true,
      isSafe: false,
      edits: [{ file, at, form: "in-place", newText: "" }],
    },
  ];
}

export const unusedSuppression: SuppressionRule = {
  code: "cluster/unused-suppression",
  scope: "suppression",
  severity: "hint",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A comment turns off a rule that finds nothing there.",
    why: "The fault that the comment was written for is mended, or the line has moved away from it. What is left hides the next fault of that kind on this line, and nobody will see it. Nothing is said of rules across files where the other files are not known, of rules that are turned off anyway, and of comments without a code at the head of a file.",
    example: {
      bad: `//- keepalived.conf
! haconf-disable-next-line keepalived/auth-pass-truncated
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.1.0.100/24
    }
}
`,
      good: `//- keepalived.conf
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        10.1.0.100/24
    }
}
`,
    },
  },
  *check(view: SuppressionView): Iterable<Finding> {
    for (const idle of view.idle) {
      const { by, code, isWhole } = idle;
      // Where nothing is turned off at all it is said once, with the comment to be removed.
      if (isWhole && code !== undefined && code !== by.codes[0]) continue;
      const isOne = !isWhole || by.codes.length === 1;
      const said =
        by.kind === "disable-next-line"
          ? isOne && code !== undefined
            ? message("{code} finds nothing on the line below. The comment only hides what may come.", {
                code: code.code,
              })
            : message("Nothing is found on the line below. The comment only hides what may come.")
          : message("Nothing is found that this comment turns off. It only hides what may come.");
      yield {
        code: this.code,
        severity: this.severity,
        file: view.file,
        at: anchorOf(isWhole || code === undefined ? by : code),
        message: said,
        related: [],
        fixes: isWhole ? commentRemoval(view, idle) : codeRemoval(view, idle),
      };
    }
  },
};
