import type { Cluster, VirtualRouterMember } from "../../cluster/model.ts";
import { isDocumentName } from "../../cluster/units.ts";
import { isConditional, isTemplated, placeholderLike } from "../../model/keepalived/template.ts";
import type { Stated } from "../../model/value.ts";
import { type Finding, type Fix, message } from "../finding.ts";
import type { ClusterRule } from "../rule.ts";
import { routerName, trackersOf } from "./members.ts";

/** What shows that a template is for several machines: a value that each of them has for itself. */
interface Sign {
  readonly keyword: string;
  readonly stated: Stated<unknown>;
}

/** Placeholders that stand for a machine's own name. */
const machineName = /host|node|machine|server_name|fqdn/i;

function signsOf({ node, instance, keepalived }: VirtualRouterMember): Sign[] {
  const { state, sourceAddress, sourceKeyword } = instance;
  const { routerId } = keepalived;
  const signs: Sign[] = [];
  if (isTemplated(state)) signs.push({ keyword: "state", stated: state });
  // A script that writes a config for the machine on which it runs may be one of several, each with its own numbers.
  if (node.knownBy === "block") return signs;
  if (isTemplated(sourceAddress)) signs.push({ keyword: sourceKeyword ?? "", stated: sourceAddress });
  if (isTemplated(routerId) && machineName.test(routerId.text)) signs.push({ keyword: "router_id", stated: routerId });
  return signs;
}

/** The members of virtual routers whose file is the only one around, and so may be for all machines. */
function templatedMembers({ nodes, neighbours, virtualRouters }: Cluster): VirtualRouterMember[] {
  const running = nodes.filter(({ keepalived }) => (keepalived?.facts.instances.length ?? 0) > 0);
  if (neighbours.hasOtherNodes || running.length !== 1) return [];
  return virtualRouters.flatMap(({ members, alternatives }) => {
    const [member] = members;
    const isText = member === undefined || isDocumentName(member.file) || member.keepalived.configId !== undefined;
    return isText || alternatives.size > 0 || isConditional(member.keepalived, member.instance.at) ? [] : [member];
  });
}

/** Whether equal priorities are meant: with nopreempt on BACKUPs whoever holds the address keeps it. */
function isMeantEqual({ instance }: VirtualRouterMember): boolean {
  const isBackup = instance.state === undefined || instance.state.value === "BACKUP";
  return isBackup && (instance.noPreempt !== undefined || instance.isOpen);
}

/** Whether what is tracked may set the nodes apart. */
function mayDiffer(member: VirtualRouterMember): boolean {
  return trackersOf(member).some(
    ({ kind, weight }) => kind === "file" || (weight !== undefined && weight.value === undefined),
  );
}

/** A value that stands there for all machines, as it is written. */
function constantOf<T>(member: VirtualRouterMember, stated: Stated<T> | undefined): Stated<T> | undefined {
  if (stated?.value === undefined || stated.isGenerated) return undefined;
  return isConditional(member.keepalived, stated.at) ? undefined : stated;
}

function fixesFor({ file }: VirtualRouterMember, stated: Stated<unknown>, sign: Sign, name: string): Fix[] {
  const newText = placeholderLike(sign.stated.text, name);
  if (newText === undefined) return [];
  const title = message("Write {placeholder} instead of {value}", { placeholder: newText, value: stated.text });
  return [{ title, isPreferred: true, isSafe: false, edits: [{ file, at: stated.at, form: "in-place", newText }] }];
}

function* findingsOf(member: VirtualRouterMember, router: string): Iterable<Finding> {
  const signs = signsOf(member);
  const [sign] = signs;
  if (sign === undefined) return;
  const { instance, file } = member;
  const base = {
    code: templateConstantPriority.code,
    file,
    related: signs.map(({ keyword, stated }) => ({
      file,
      at: stated.at,
      message: message("{keyword} is each machine's own", { keyword }),
    })),
    about: [member],
  };
  const priority = isMeantEqual(member) || mayDiffer(member) ? undefined : constantOf(member, instance.priority);
  if (priority !== undefined) {
    yield {
      ...base,
      severity: templateConstantPriority.severity,
      at: priority.at,
      message: message(
        "This template fills in {keyword} for each machine, but priority is {value} on all of them. Which of them holds {router} is chance, and changes with every restart; let priority be filled in as well.",
        { keyword: sign.keyword, value: priority.text, router },
      ),
      fixes: fixesFor(member, priority, sign, "priority"),
    };
  }
  const source = constantOf(member, instance.sourceAddress);
  if (source !== undefined) {
    const keyword = instance.sourceKeyword ?? "";
    yield {
      ...base,
      severity: "error",
      at: source.at,
      message: message(
        "This template fills in {keyword} for each machine, but {source} is {value} on all of them. Only one machine has that address: the others can't send from it, or are taken for it, so several hold {router} at once.",
        { keyword: sign.keyword, source: keyword, value: source.text, router },
      ),
      fixes: fixesFor(member, source, sign, keyword),
    };
  }
}

export const templateConstantPriority: ClusterRule = {
  code: "cluster/template-constant-priority",
  scope: "cluster",
  severity: "warning",
  fix: "unsafe",
  since: "0.1.0",
  docs: {
    summary: "A template for several nodes gives all of them one priority, or one source address.",
    why: "Where a template fills in `state`, the source address or the machine's name as `router_id`, it is for several nodes. A `priority` that is written out is then the same on all of them: with equal priorities whoever starts first holds the VIP, whatever `state` says. A `unicast_src_ip` or `mcast_src_ip` that is written out is the address of one machine only, and an error.\n\nEqual priorities are meant where all are BACKUP with `nopreempt`. Nothing is found where other nodes have files of their own, or where a condition of the template decides about the line.",
    example: {
      bad: exampleTemplate("100"),
      good: exampleTemplate("{{ keepalived_priority }}"),
    },
  },
  *check(cluster): Iterable<Finding> {
    for (const member of templatedMembers(cluster)) {
      const router = cluster.virtualRouters.find(({ members }) => members.includes(member));
      yield* findingsOf(member, router === undefined ? "" : routerName(router));
    }
  },
};

function exampleTemplate(priority: string): string {
  return [
    "//- templates/keepalived.conf.j2",
    "vrrp_instance VI_1 {",
    "    state {{ keepalived_state }}",
    "    interface eth0",
    "    virtual_router_id 51",
    `    priority ${priority}`,
    "    virtual_ipaddress {",
    "        10.0.0.100/24",
    "    }",
    "}",
    "",
  ].join("\n");
}
