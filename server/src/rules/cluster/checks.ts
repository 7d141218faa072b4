import { readTrackedScript, type TrackedScript } from "../../cluster/check-scripts.ts";
import type { Cluster, VirtualRouter, VirtualRouterMember } from "../../cluster/model.ts";
import { type IpAddress, parseIpAddress } from "../../model/address.ts";
import type { Probe } from "../../model/checks/facts.ts";
import type { Tracker } from "../../model/keepalived/facts.ts";
import { spanOf } from "../../syntax/tree.ts";
import { trackersOf } from "./members.ts";

/** A script that a member tracks, with what it asks. */
export interface MemberCheck extends TrackedScript {
  readonly router: VirtualRouter;
  readonly member: VirtualRouterMember;
  readonly tracker: Tracker;
}

/** The scripts that the members of a virtual router track, as far as they can be read. */
export function checksOf(cluster: Cluster, router: VirtualRouter): MemberCheck[] {
  return router.members.flatMap((member) =>
    trackersOf(member).flatMap((tracker) => {
      const read = readTrackedScript(cluster, member, tracker);
      return read === undefined ? [] : [{ router, member, tracker, ...read }];
    }),
  );
}

/** The address that a probe goes to, names looked up in the cluster's hosts files; undefined where it can't be told. */
export function addressOfProbe(cluster: Cluster, { host }: Probe): IpAddress | undefined {
  if (host?.value === undefined) return undefined;
  const name = host.value.replace(/^\[|\]$/g, "");
  return parseIpAddress(name === "localhost" ? "127.0.0.1" : name) ?? cluster.hosts.addressOf(name);
}

/** What makes places in files one: nodes often share a script. */
export function placeKey(file: string, at: Probe["at"]): string {
  const { start, end } = spanOf(at);
  return `${file}\n${start}\n${end}`;
}
