import { type Finding, type Fix, type Message, message } from "../finding.ts";
import type { HaproxySectionRule } from "../rule.ts";
import { hasJudged, isGone, type JudgedStatement, judgedSection, nameOf, versionsText } from "./judged.ts";
import { findingAt, replacement, stretch } from "./wording.ts";

/** Keywords that were only renamed: their arguments mean the same under the new name. */
const renamed: Readonly<Record<string, string>> = {
  clitimeout: "timeout client",
  srvtimeout: "timeout server",
  contimeout: "timeout connect",
  redispatch: "option redispatch",
  // Both have closed the connection on both sides since 2.0.
  "option forceclose": "option httpclose",
};

/** Keywords whose arguments fit behind another one that does nearly the same: what differs is for people to judge. */
const alike: Readonly<Record<string, string>> = {
  // It ran before all http-request rules, wherever it stood.
  block: "http-request deny",
};

/** What does the work of a removed keyword today, where its arguments have to be written anew. */
const successors: Readonly<Record<string, string>> = {
  appsession: "stick-table and stick on",
  "monitor-net": "http-request return with a src condition",
  nbproc: "nbthread",
  "option http-tunnel": "option http-keep-alive",
  "option http-use-htx": "nothing: it is always on",
  reqadd: "http-request add-header",
  reqallow: "http-request allow",
  reqdel: "http-request del-header",
  reqdeny: "http-request deny",
  reqiallow: "http-request allow",
  reqidel: "http-request del-header",
  reqideny: "http-request deny",
  reqipass: "http-request allow",
  reqirep: "http-request replace-header or replace-path",
  reqitarpit: "http-request tarpit",
  reqpass: "http-request allow",
  reqrep: "http-request replace-header or replace-path",
  reqtarpit: "http-request tarpit",
  rspadd: "http-response add-header",
  rspdel: "http-response del-header",
  rspdeny: "http-response deny",
  rspidel: "http-response del-header",
  rspideny: "http-response deny",
  rspirep: "http-response replace-header",
  rsprep: "http-response replace-header",
};

function sayRefused(one: JudgedStatement, name: string): Message {
  const { versions } = one.lookup;
  const successor = renamed[name] ?? alike[name] ?? successors[name] ?? "";
  const args = { name, successor, versions: versionsText(versions) };
  if (successor !== "") {
    return message("haproxy took {name} away and does not start with it. Write {successor} instead.", args);
  }
  return versions.length === 0
    ? message("haproxy took {name} away in an old version and does not start with it. Remove the line.", args)
    : message(
        "haproxy took {name} away and does not start with it: it works in {versions} only. Remove the line.",
        args,
      );
}

function sayOnlyIn(name: string, versions: string | Message): Message {
  const args = { name, versions, successor: renamed[name] ?? alike[name] ?? successors[name] ?? "" };
  return args.successor === ""
    ? message("{name} works in haproxy {versions} only; newer versions do not start with it.", args)
    : message(
        "{name} works in haproxy {versions} only; newer versions do not start with it. Write {successor} instead.",
        args,
      );
}

export const removedKeyword: HaproxySectionRule = {
  code: "haproxy/removed-keyword",
  scope: "haproxy-section",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A keyword that haproxy knew once and refuses today.",
    why: "Configurations outlive the haproxy that they were written for. The keywords of old versions are refused at the start, so the load balancer stays down after the upgrade of the system, or after a failover to a node that was upgraded first. Where some supported version still takes the keyword and no version is set, the finding is information only.",
    example: {
      bad: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    clitimeout 3600000
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
      good: `//- haproxy.cfg
defaults
    mode tcp
    timeout connect 5s
    timeout client 3600000
    timeout server 1h

listen apiserver
    bind 10.0.0.100:8443
    server master1 10.0.0.11:6443 check
`,
    },
  },
  concerns: hasJudged,
  *check(section, context): Iterable<Finding> {
    const judged = judgedSection(section, context);
    if (judged === undefined) return;
    const { version, foreignSection, statements } = judged;
    const header = section.header?.words[0];
    if (foreignSection !== undefined && header !== undefined && isGone(foreignSection, version)) {
      const said = message(
        "haproxy {version} took {word} sections away and does not start with this one: such sections exist in {versions} only.",
        { version, word: header.value, versions: versionsText(foreignSection) },
      );
      yield findingAt(this, section, context, header, said);
    }
    for (const one of statements) {
      const { statement, lookup, onlyIn } = one;
      const name = nameOf(one);
      const place = stretch(statement.words, lookup.nameStart, lookup.nameEnd);
      const newName = renamed[name] ?? alike[name];
      const isSafe = Object.hasOwn(renamed, name);
      const fixes: Fix[] = newName === undefined ? [] : [replacement(section, context, place, newName, isSafe)];
      if (lookup.status === "removed") {
        yield findingAt(this, section, context, place, sayRefused(one, name), { fixes });
      } else if (onlyIn !== undefined) {
        const said = sayOnlyIn(name, versionsText(onlyIn));
        yield findingAt(this, section, context, place, said, { severity: "information", fixes });
      }
    }
  },
};
