import { afterAll, describe, expect, test } from "vitest";
import { haproxyVersionFor } from "../../server/src/schema/haproxy/index.ts";
import { completionsAt } from "../../server/src/services/completion.ts";
import { expandSnippet } from "../client/expand-snippet.ts";
import { installedHaproxy, judgeWithHaproxy } from "../schema/haproxy-oracle.ts";
import { fileName, withCursor } from "../services/cursor.ts";
import { KeepalivedJudge, whatIsMissing } from "./keepalived-judge.ts";

// What is offered in a place is written there, and the program itself is asked: it may miss what follows, but it must know the word.

const installed = installedHaproxy();
const version = installed === undefined ? undefined : haproxyVersionFor(installed);

/** A section's header and a line with the cursor at its end. */
const haproxyPlaces: readonly (readonly [header: string, line: string])[] = [
  ["global", ""],
  ["global", "stats "],
  ["global", "log 127.0.0.1:514 "],
  ["global", "stats socket /tmp/s "],
  ["global", "ssl-default-bind-options "],
  ["defaults", ""],
  ["defaults", "option "],
  ["defaults", "no option "],
  ["defaults", "timeout "],
  ["defaults", "stats "],
  ["defaults", "mode "],
  ["defaults", "errorfile "],
  ["defaults", "retry-on "],
  ["frontend f", ""],
  ["frontend f", "bind :80 "],
  ["frontend f", "bind :443 ssl crt /x verify "],
  ["frontend f", "http-request "],
  ["frontend f", "http-request deny "],
  ["frontend f", "http-request return status 200 "],
  ["frontend f", "http-request set-var(txn.a) "],
  ["frontend f", "http-request set-var(txn.a) src,"],
  ["frontend f", "http-request set-log-level "],
  ["frontend f", "http-response "],
  ["frontend f", "tcp-request "],
  ["frontend f", "tcp-request connection "],
  ["frontend f", "tcp-request content "],
  ["frontend f", "tcp-request content accept if "],
  ["frontend f", "acl a "],
  ["frontend f", "acl a src "],
  ["frontend f", "acl a path -m "],
  ["frontend f", "redirect "],
  ["frontend f", "option "],
  ["frontend f", "log-format %"],
  ["backend b", ""],
  ["backend b", "balance "],
  ["backend b", "balance uri "],
  ["backend b", "hash-type "],
  ["backend b", "http-check "],
  ["backend b", "http-check expect "],
  ["backend b", "tcp-check "],
  ["backend b", "server s 127.0.0.1:80 "],
  ["backend b", "server s 127.0.0.1:80 check observe "],
  ["backend b", "default-server "],
  ["backend b", "cookie C "],
  ["backend b", "stick-table type ip size 1k "],
  ["backend b", "stick-table type ip size 1k store "],
  ["backend b", "stick on "],
  ["resolvers r", ""],
  ["resolvers r", "hold "],
  ["peers p", ""],
  ["userlist u", ""],
  ["cache c", ""],
  ["http-errors e", ""],
];

/** What haproxy says of a word that it does not know, or not there. */
const notKnown =
  /unknown (?:keyword|fetch|converter|option|argument|stats parameter|parameter|action|algorithm)|unexpected|not allowed|not permitted|cannot be used|is not supported in|invalid in|no such|unsupported|only supports|unable to find|not available/i;
/** What hangs on how haproxy was built, on files and names, or on a line of its own. */
const foreign =
  /support (?:for|is)|built|compiled|No such file|unable to (?:load|open|stat)|requires|is missing|acl '|not a valid (?:integer|time)|missing|got ''|unexpected character '|only supports (?:(?!got).)*$/i;

describe.skipIf(version === undefined)("haproxy knows what is offered", () => {
  test.each(haproxyPlaces)("in %s: %s", (header, line) => {
    const { source, text, offset } = withCursor("haproxy", `${header}\n    ${line}‸\n`, {
      haproxyVersion: version ?? "auto",
    });
    const { items } = completionsAt(source, fileName, offset);
    const written = items.flatMap(({ label, kind, insertText, replace }) => {
      if (kind === "section" || /^(?:no|default|\..*)$/.test(label)) return [];
      return [`${text.slice(0, replace.start)}${insertText}`.split("\n")[1] ?? ""];
    });
    expect(written.length).toBeGreaterThan(0);
    const verdicts = judgeWithHaproxy(header, written);
    const refused = written.flatMap((said, index) => {
      const alerts = verdicts[index]?.alerts.filter((alert) => notKnown.test(alert) && !foreign.test(alert)) ?? [];
      return alerts.length === 0 ? [] : [`${said.trim()} | ${alerts[0]}`];
    });
    expect(refused).toEqual([]);
  });
});

const missing = whatIsMissing();
if (missing.length > 0) console.log(`skipped: keepalived is not asked about completion without ${missing.join(", ")}`);

/** A virtual router with a line of its own, and a virtual server with one in its real server. */
const inInstance = (line: string): string =>
  `vrrp_script s1 {\n    script /bin/true\n}\nvrrp_instance V {\n    interface eth0\n    virtual_router_id 1\n    virtual_ipaddress {\n        10.0.0.1/24\n    }\n    ${line}\n}\n`;
const inServer = (line: string): string =>
  `virtual_server 10.0.0.1 80 {\n    lb_algo rr\n    lb_kind NAT\n    protocol TCP\n    real_server 10.0.0.2 80 {\n        ${line}\n    }\n}\n`;

const keepalivedPlaces: readonly string[] = [
  "‸\n",
  "global_defs {\n    ‸\n}\n",
  "global_defs {\n    lvs_sync_daemon eth0 ‸\n}\n",
  "vrrp_script s {\n    script /bin/true\n    ‸\n}\n",
  inInstance("‸"),
  inInstance("state ‸"),
  inInstance("version ‸"),
  inInstance("authentication {\n        ‸\n    }"),
  inInstance("track_script {\n        s1 ‸\n    }"),
  inInstance("track_interface {\n        eth1 weight -5 ‸\n    }"),
  inInstance("unicast_peer {\n        10.0.0.2 ‸\n    }"),
  "vrrp_instance V {\n    interface eth0\n    virtual_router_id 1\n    virtual_ipaddress {\n        10.0.0.1/24 ‸\n    }\n}\n",
  "vrrp_sync_group G {\n    ‸\n}\n",
  "vrrp_track_process p {\n    process x\n    ‸\n}\n",
  "track_file f {\n    file /etc/hostname\n    ‸\n}\n",
  "bfd_instance b {\n    neighbor_ip 10.0.0.9\n    ‸\n}\n",
  "garp_group {\n    garp_interval 0.1\n    ‸\n}\n",
  "linkbeat_interfaces {\n    eth0 ‸\n}\n",
  "virtual_server_group g {\n    fwmark 5 ‸\n}\n",
  "virtual_server 10.0.0.1 80 {\n    ‸\n    real_server 10.0.0.2 80 {\n    }\n}\n",
  "virtual_server 10.0.0.1 80 {\n    lb_algo ‸\n    real_server 10.0.0.2 80 {\n    }\n}\n",
  "virtual_server 10.0.0.1 80 {\n    lb_kind ‸\n    real_server 10.0.0.2 80 {\n    }\n}\n",
  inServer("‸"),
  ...["TCP_CHECK", "HTTP_GET", "MISC_CHECK", "DNS_CHECK", "UDP_CHECK", "SMTP_CHECK"].map((checker) =>
    inServer(`${checker} {\n            ‸\n        }`),
  ),
  inServer("HTTP_GET {\n            url {\n                path /\n                ‸\n            }\n        }"),
];

/** Values for the places of a snippet for which keepalived needs more than the example that stands there. */
const filled: Readonly<Record<string, string>> = { address: "10.0.0.9", port: "80", name: "n1" };

/** What a snippet writes whose places are left as they are. */
function writtenBy(snippet: string): string {
  const body = snippet.replace(/:(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(filled, name) ? `:${filled[name] ?? ""}}` : whole,
  );
  return expandSnippet({ prefix: "", body: [body], description: "" });
}

/** What a block is for is still to be written, or stands in one that is not there. */
const toFill =
  /not found|doesn't exist|no (?:matching )?virtual router|not configured|no track_file|No action|requires? |[Mm]issing|needs?|empty|No (?:name|value|file)|without/;

/** Of the other proposals not every one is tried each time. */
const step = process.env["HACONF_FULL_SWEEP"] === "1" ? 1 : 4;

describe.skipIf(missing.length > 0)("keepalived knows what is offered", () => {
  const judge = new KeepalivedJudge();
  afterAll(() => judge.close());

  test.each(keepalivedPlaces)("in %j", { timeout: 120_000 }, (marked) => {
    const { source, text, offset } = withCursor("keepalived", marked, { keepalivedVersion: "2.2.7" });
    const { items } = completionsAt(source, fileName, offset);
    expect(items.length).toBeGreaterThan(0);
    const written = (text_: string, { start, end }: { readonly start: number; readonly end: number }): string =>
      text.slice(0, start) + text_ + text.slice(end);
    const known = new Set(judge.judge(text).errors.map((error) => error.text));
    const refused = items.flatMap(({ label, insertText, snippet, replace }, index) => {
      // The program was built without them.
      if (/^include|^vrrp_ipsets$/.test(label)) return [];
      if (snippet === undefined && index % step !== 0) return [];
      const { errors } = judge.judge(written(snippet === undefined ? insertText : writtenBy(snippet), replace));
      const found = errors.find(({ text: said }) => {
        if (known.has(said)) return false;
        return snippet === undefined
          ? /Unknown keyword|Unknown (?:option|entry)|unknown/i.test(said)
          : !toFill.test(said);
      });
      return found === undefined ? [] : [`${label}: ${found.text}`];
    });
    expect(refused).toEqual([]);
  });
});
