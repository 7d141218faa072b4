import { buildScopeCore, type ScopeCore } from "../../server/src/cluster/build.ts";
import { layOut } from "../../server/src/cluster/layout.ts";
import type { VirtualRouter } from "../../server/src/cluster/model.ts";
import { detectLanguage, type FileLanguage } from "../../server/src/documents/detect.ts";
import type { FileFacts } from "../../server/src/model/facts.ts";
import { WorkspaceFile } from "../../server/src/workspace/file.ts";

function coresOf(files: ReadonlyMap<string, string>): ScopeCore[] {
  const languages = new Map<string, FileLanguage>();
  const facts = new Map<string, readonly FileFacts[]>();
  for (const [file, text] of files) {
    const language = detectLanguage(file, text);
    if (language === undefined) continue;
    languages.set(file, language);
    facts.set(file, new WorkspaceFile(file, language, text).facts(undefined));
  }
  return layOut(languages, []).scopes.map((scope) => buildScopeCore(scope, (file) => facts.get(file) ?? []));
}

/** The virtual routers of keepalived files, without a workspace. */
export function virtualRoutersOf(files: ReadonlyMap<string, string>): VirtualRouter[] {
  return coresOf(files).flatMap(({ parts }) => parts.flatMap(({ routers }) => routers));
}

/** Each node's own addresses with how they are known: `lb1 10.0.0.1 (name, source address)`. */
export function sayAddresses(files: ReadonlyMap<string, string>): string[] {
  const nodes = coresOf(files).flatMap(({ parts }) => parts.flatMap((part) => part.nodes));
  return nodes.flatMap(({ name, addresses }) =>
    addresses.map(({ text, evidence }) => `${name} ${text} (${[...evidence].join(", ")})`),
  );
}

/**
 * What keepalived and haproxy files come to without a workspace, in lines: the virtual routers of each scope with their members
 * (`lb1/VI_1`), the haproxies with the nodes that run them, the nodes' own addresses.
 */
export function sayParts(files: ReadonlyMap<string, string>): string[] {
  return coresOf(files).flatMap(({ parts }) =>
    parts.flatMap(({ nodes, routers, balancers }) => [
      ...routers.map(({ members }) => {
        const [first] = members;
        const id = first?.instance.virtualRouterId?.text ?? "-";
        return `router ${id}: ${members.map(({ node, instance }) => `${node.name}/${instance.name.text}`).join(" ")}`;
      }),
      ...balancers.map((one) => `haproxy ${one.file}: ${one.nodes.map((node) => node.name).join(" ")}`.trimEnd()),
      ...nodes.flatMap((node) =>
        node.addresses.length === 0 ? [] : [`node ${node.name}: ${node.addresses.map(({ text }) => text).join(" ")}`],
      ),
    ]),
  );
}
