import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import {
  addressFamily,
  certainVersion,
  effectiveAdvertInterval,
  effectiveAuthentication,
  effectivePassword,
  longestV3Interval,
} from "../../model/keepalived/effective.ts";
import type { VrrpInstance } from "../../model/keepalived/facts.ts";
import type { Anchor } from "../../syntax/tree.ts";
import { type Finding, type FixEdit, message } from "../finding.ts";
import { divide } from "../majority.ts";
import type { ClusterRule } from "../rule.ts";
import { setInterval } from "./advert-int-mismatch.ts";
import { type Agreement, agreementFixes } from "./agreement.ts";
import { adoptAuthentication, passwordOf } from "./auth-mismatch.ts";
import { exampleKeepalived } from "./example-files.ts";
import { mayChangeFile, nodeNames, relatedMembers, routerName, withoutRepeats, writtenValue } from "./members.ts";

type Version = 2 | 3;

/** IPv6 instances take no part: they are version 3 whatever is written, and no members of an IPv4 one. */
function versionOf({ instance, keepalived }: VirtualRouterMember): Version | undefined {
  return addressFamily(instance) === 4 ? certainVersion(instance, keepalived) : undefined;
}

function keyOf(member: VirtualRouterMember): string | undefined {
  return versionOf(member)?.toString();
}

function takesFromFile(instance: VrrpInstance): boolean {
  return instance.version === undefined && addressFamily(instance) !== 6;
}

function placeOf({ instance, keepalived }: VirtualRouterMember): Anchor {
  return instance.version?.at ?? keepalived.globalVersion?.at ?? instance.name.at;
}

/** Whether a fix for a member's version changes the file's, which all its instances take that have none of their own. */
function isFilesVersion(member: VirtualRouterMember, cluster: Cluster, version: Version): boolean {
  const { instance, keepalived } = member;
  return (
    instance.version === undefined &&
    keepalived.globalVersion !== undefined &&
    !keepalived.globalVersion.isGenerated &&
    mayChangeFile(member, cluster, keyOf, takesFromFile, String(version))
  );
}

/** The edits that make an instance's authentication right for a version; undefined where that can't be done. */
function authenticationEdits(
  member: VirtualRouterMember,
  model: VirtualRouterMember | undefined,
  version: Version,
): readonly FixEdit[] | undefined {
  const { authType, authPass, authenticationBlocks } = member.instance;
  const { file } = member;
  if (version === 3) {
    // Version 3 has no authentication, and keepalived complains of it.
    if (authType?.isGenerated || authPass?.isGenerated) return undefined;
    return authenticationBlocks.map((block) => ({ file, at: block, form: "remove-line", newText: "" }));
  }
  const own = effectiveAuthentication(member.instance);
  const wanted = model === undefined ? undefined : effectiveAuthentication(model.instance);
  const isRight =
    own === undefined || wanted === undefined || (own.type === wanted.type && own.password === wanted.password);
  const edits = isRight || model === undefined ? [] : adoptAuthentication(member, model);
  const isTooLong = authPass?.value !== undefined && authPass.value !== effectivePassword(authPass.value);
  if (edits === undefined || !isTooLong || edits.some(({ at }) => at === authPass.at)) return edits;
  // What does not count of a password is complained of from now on.
  return authPass.isGenerated
    ? undefined
    : [...edits, { file, at: authPass.at, form: "in-place", newText: passwordOf(member) }];
}

/** The edits that make an instance's interval right for a version; undefined where that can't be done. */
function intervalEdits(
  member: VirtualRouterMember,
  model: VirtualRouterMember | undefined,
  version: Version,
): readonly FixEdit[] | undefined {
  const written = member.instance.advertInterval?.value;
  const own = effectiveAdvertInterval(member.instance, version);
  if (own === undefined) return [];
  const wanted = (model === undefined ? undefined : effectiveAdvertInterval(model.instance, version)) ?? own;
  const isComplainedOf =
    version === 2 ? written !== undefined && !Number.isInteger(written) : (written ?? 1) > longestV3Interval;
  if (own === wanted && !isComplainedOf) return [];
  const edit = setInterval(member, wanted);
  return edit === undefined ? undefined : [edit];
}

/**
 * The edits that make a member speak its model's version. What goes with the version comes along, because it is compared, or
 * complained of, only from then on: authentication and whole seconds are matters of version 2 alone.
 */
function adoptVersion(
  member: VirtualRouterMember,
  model: VirtualRouterMember,
  cluster: Cluster,
): FixEdit[] | undefined {
  const version = versionOf(model);
  if (version === undefined) return undefined;
  const { instance, keepalived } = member;
  const isWholeFile = isFilesVersion(member, cluster, version);
  const stated = isWholeFile ? keepalived.globalVersion : instance.version;
  const edit = writtenValue(member, stated, "version", String(version));
  if (edit === undefined) return undefined;
  const edits = [edit];
  for (const { members } of cluster.virtualRouters) {
    const own = members.find((one) => one.keepalived === keepalived);
    if (own === undefined) continue;
    const isChanged = own.instance === instance || (isWholeFile && takesFromFile(own.instance));
    if (!isChanged) continue;
    const other = own.instance === instance ? model : members.find((one) => one !== own && versionOf(one) === version);
    const authentication = authenticationEdits(own, other, version);
    const interval = intervalEdits(own, other, version);
    if (authentication === undefined || interval === undefined) return undefined;
    edits.push(...authentication, ...interval);
  }
  return withoutRepeats(edits);
}

function sameVersion(router: VirtualRouter, cluster: Cluster): Agreement {
  return {
    keyOf,
    adopt: (member, model) => adoptVersion(member, model, cluster),
    titleAs: ({ value, members }) =>
      message("Use VRRP version {version}, as on {nodes}", { version: value, nodes: nodeNames(members) }),
    titleForAll: (model) =>
      message("Use VRRP version {version} on all nodes of {router}", {
        version: keyOf(model) ?? "",
        router: routerName(router),
      }),
  };
}

export const vrrpVersionMismatch: ClusterRule = {
  code: "cluster/vrrp-version-mismatch",
  scope: "cluster",
  severity: "error",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "Nodes of one virtual router speak different versions of VRRP.",
    why: "A node drops every advertisement of another version. Both nodes then believe that the other is dead and hold the VIP at once. The version is that of the instance (`version`), else that of the file (`vrrp_version` in `global_defs`), else 2; IPv6 instances are always version 3.",
    example: {
      bad: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 120 }),
        exampleKeepalived("lb3", { priority: 100, version: 3 }),
      ].join(""),
      good: [
        exampleKeepalived("lb1", { priority: 150 }),
        exampleKeepalived("lb2", { priority: 120 }),
        exampleKeepalived("lb3", { priority: 100, version: 2 }),
      ].join(""),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const router of cluster.virtualRouters) {
      const division = divide(router.members, keyOf);
      if (division === undefined) continue;
      const known = router.members.filter((member) => keyOf(member) !== undefined);
      for (const member of division.odd) {
        const others = known.filter((other) => other !== member);
        const different = others.filter((other) => keyOf(other) !== keyOf(member));
        yield {
          code: this.code,
          severity: this.severity,
          file: member.file,
          at: placeOf(member),
          message: message(
            "{node} speaks VRRP version {own}, but {nodes} version {theirs}, though they share {router}. They drop each other's advertisements, so both hold the address at once.",
            {
              own: keyOf(member) ?? "",
              node: member.node.name,
              theirs: [...new Set(different.map(keyOf))].join(", "),
              nodes: nodeNames(different),
              router: routerName(router),
            },
          ),
          related: relatedMembers(others, placeOf, (other) => ({
            template: "VRRP version {version} on {node}",
            args: { version: keyOf(other) ?? "", node: other.node.name },
          })),
          fixes: agreementFixes(member, router, division, sameVersion(router, cluster)),
          about: [member],
        };
      }
    }
  },
};
