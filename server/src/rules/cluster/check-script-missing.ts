import { scriptPathOf } from "../../cluster/check-scripts.ts";
import { spanOf } from "../../syntax/tree.ts";
import { type Finding, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { exampleChecked } from "./example-files.ts";

const script = `//- lb1/check-node.sh
#!/bin/sh
systemctl is-active crond
`;

function example(second: string): string {
  const tracked = exampleChecked("lb1", 150, "/etc/keepalived/check-haproxy.sh").replace(
    "vrrp_script chk_haproxy {",
    'vrrp_script chk_node {\n    script "/etc/keepalived/check-node.sh"\n}\nvrrp_script chk_haproxy {',
  );
  return [tracked.replace("        chk_haproxy\n", "        chk_haproxy\n        chk_node\n"), script, second].join("");
}

export const checkScriptMissing: ClusterRule = {
  code: "cluster/check-script-missing",
  scope: "cluster",
  severity: "information",
  fix: "none",
  since: "0.1.0",
  docs: {
    summary: "A script that keepalived runs is not among the files beside which it belongs.",
    why: "keepalived looks for its scripts when it starts. One that is not there, or not executable, is left out with a line in the log: nothing is checked then, and the VIP stays on a node whose haproxy is dead. The script is missed only where another one of its folder is among the files, or where the folder of the configuration is like that on the machine and holds scripts.",
    example: { bad: example(""), good: example("//- lb1/check-haproxy.sh\n#!/bin/sh\npidof haproxy\n") },
  },
  *check(cluster): Iterable<Finding> {
    const said = new Set<string>();
    for (const { members } of cluster.virtualRouters) {
      for (const { file, node, keepalived } of members) {
        const missing = cluster.missingScripts.get(file);
        if (missing === undefined) continue;
        for (const { command } of keepalived.scripts) {
          if (command?.value === undefined || !missing.has(command.value)) continue;
          const place = `${file} ${spanOf(command.at).start}`;
          if (said.has(place)) continue;
          said.add(place);
          yield {
            code: checkScriptMissing.code,
            severity: checkScriptMissing.severity,
            file,
            at: command.at,
            message: message(
              "keepalived on {node} runs {path}, which is not among the files though others of its folder are. Where it is missing on the machine too, keepalived leaves the check out, and the VIP stays with a dead service.",
              { node: node.name, path: scriptPathOf(command.value) ?? command.value },
            ),
            related: [],
            fixes: [],
            about: [command],
          };
        }
      }
    }
  },
};
