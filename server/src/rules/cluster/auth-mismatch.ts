import type { VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { effectiveAuthentication, effectivePassword, effectiveVersion } from "../../model/keepalived/effective.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type FixEdit, message } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { type Agreement, agreementFixes } from "./agreement.ts";
import { exampleKeepalived } from "./example-files.ts";
import { nodeNames, openingOf, relatedMembers, routerName } from "./members.ts";

/** What has to agree: the type, and of the password the part that counts. Unknown, and outside version 2 without meaning. */
function authenticationKey(member: VirtualRouterMember): string | undefined {
  const { instance, keepalived } = member;
  // What is included may say that it is version 3.
  const isUntold = instance.version === undefined && keepalived.globalVersion === undefined && keepalived.hasInclude;
  if (isUntold || effectiveVersion(instance, keepalived) !== 2) return undefined;
  const authentication = effectiveAuthentication(instance);
  return authentication === undefined ? undefined : `${authentication.type}\n${authentication.password ?? ""}`;
}

function typeOf(member: VirtualRouterMember): string {
  return effectiveAuthentication(member.instance)?.type ?? "none";
}

function placeOf(member: VirtualRouterMember, isTypeAtOdds: boolean): Anchor {
  const { authType, authPass, name } = member.instance;
  return (isTypeAtOdds ? authType?.at : authPass?.at) ?? name.at;
}

/** A password as keepalived reads it back as one word. */
function quoted(password: string): string {
  return /[\s#!{}"]/.test(password) ? `"${password}"` : password;
}

/** A member's password without the part that does not count, of which keepalived complains. */
export function passwordOf(model: VirtualRouterMember): string {
  const text = model.instance.authPass?.text ?? "";
  const effective = effectivePassword(text);
  // Eight bytes may end within a character; then only the whole text can be written.
  return quoted(effective.includes("\ufffd") ? text : effective);
}

/** The edits that give `member` the authentication of `model`; undefined where a definition makes the text. */
export function adoptAuthentication(member: VirtualRouterMember, model: VirtualRouterMember): FixEdit[] | undefined {
  const { authType, authPass, authenticationBlocks } = member.instance;
  const wanted = model.instance;
  if (authType?.isGenerated || authPass?.isGenerated || wanted.authPass?.text.includes('"')) return undefined;
  const { file } = member;
  if (wanted.authType === undefined) {
    return authenticationBlocks.map((block) => ({ file, at: block, form: "remove-line", newText: "" }));
  }
  if (authType === undefined || authPass === undefined) {
    if (authenticationBlocks.length > 0 || authType !== undefined) return undefined;
    const lines = [
      "authentication {",
      `    auth_type ${wanted.authType.text}`,
      `    auth_pass ${passwordOf(model)}`,
      "}",
    ];
    return [{ file, at: openingOf(member.instance), form: "line-inside", newText: lines.join("\n") }];
  }
  const edits: FixEdit[] = [];
  if (authType.value !== wanted.authType.value) {
    edits.push({ file, at: authType.at, form: "in-place", newText: wanted.authType.text });
  }
  if (authPass.value !== wanted.authPass?.value) {
    edits.push({ file, at: authPass.at, form: "in-place", newText: passwordOf(model) });
  }
  return edits;
}

function sameAuthentication(router: VirtualRouter): Agreement {
  return {
    keyOf: authenticationKey,
    adopt: adoptAuthentication,
    titleAs: ({ members }) => message("Use the authentication of {nodes}", { nodes: nodeNames(members) }),
    titleForAll: (model) =>
      message("Use the authentication of {node} on all nodes of {router}", {
        node: model.node.name,
        router: routerName(router),
      }),
  };
}

export const authMismatch: ClusterRule = {
  code: "cluster/auth-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Nodes of one virtual router differ in `auth_type` or in the part of `auth_pass` that counts.",
    why: "With VRRP version 2 a node drops every advertisement whose authentication is not its own. Both nodes then believe that the other is dead and hold the VIP at once. Only the first eight characters of the password count, so passwords that differ behind them agree. Version 3 has no authentication and ignores the block.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150, password: "k8s-vip" }),
        exampleKeepalived("lb2", { priority: 120, password: "k8s-vip" }),
        exampleKeepalived("lb3", { priority: 100, password: "1111" }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150, password: "k8s-vip" }),
        exampleKeepalived("lb2", { priority: 120, password: "k8s-vip" }),
        exampleKeepalived("lb3", { priority: 100, password: "k8s-vip" }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      const division = divide(router.members, authenticationKey);
      if (division === undefined) continue;
      const types = divide(router.members, (member) =>
        authenticationKey(member) === undefined ? undefined : typeOf(member),
      );
      for (const member of division.odd) {
        const isTypeAtOdds = types?.odd.includes(member) ?? false;
        const others = router.members.filter((other) => other !== member && authenticationKey(other) !== undefined);
        const different = others.filter((other) => authenticationKey(other) !== authenticationKey(member));
        yield {
          code: this.code,
          severity: this.severity,
          file: member.file,
          at: placeOf(member, isTypeAtOdds),
          message: isTypeAtOdds
            ? message(
                "Authentication is {type} on {node} but {other} on {nodes}, though they share {router}. They drop each other's advertisements, so both hold the address at once.",
                {
                  type: typeOf(member),
                  node: member.node.name,
                  other: [...new Set(different.map(typeOf))].join(", "),
                  nodes: nodeNames(different),
                  router: routerName(router),
                },
              )
            : message(
                "auth_pass of {node} differs from that of {nodes} within the first eight characters, though they share {router}. They drop each other's advertisements, so both hold the address at once.",
                { node: member.node.name, nodes: nodeNames(different), router: routerName(router) },
              ),
          related: relatedMembers(
            others,
            (other) => placeOf(other, isTypeAtOdds),
            (other) =>
              isTypeAtOdds
                ? { template: "authentication {type} on {node}", args: { type: typeOf(other), node: other.node.name } }
                : { template: "auth_pass of {node}", args: { node: other.node.name } },
          ),
          fixes: agreementFixes(member, router, division, sameAuthentication(router)),
          about: [member],
        };
      }
    }
  },
};
