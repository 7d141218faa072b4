import type { KeepalivedFacts } from "../model/keepalived/facts.ts";
import { type Message, message } from "../rules/finding.ts";
import { lastLine, lineOf, placeOf } from "../rules/keepalived/file-view.ts";
import { type VirtualServerView, virtualServersOf } from "../rules/keepalived/virtual-servers.ts";
import type { EffectiveValue } from "./keepalived-effective.ts";

/** How long the connections of a client go to one real server where no line says it, in seconds. */
const usualPersistence = 360;

/** How often a check is made where no line says it, in seconds. */
const usualInterval = 60;

/** What keepalived takes for what a virtual server does not say. */
function unstated(server: VirtualServerView): EffectiveValue[] {
  const { block, hasAddresses, realServers, kind, port, isPersistent } = server;
  const at = lineOf(block);
  const said: Message[] = [];
  if (hasAddresses === true && lastLine(block, "protocol") === undefined) said.push(message("UDP"));
  if (lastLine(block, "lb_algo", "lvs_sched") === undefined) said.push(message("wlc"));
  if (realServers.some(({ method }) => method === "none")) said.push(message("NAT"));
  if (kind === "address" && port === 0)
    said.push(
      isPersistent === false
        ? message("every port, persistent for {seconds} s", { seconds: usualPersistence })
        : message("every port"),
    );
  const reason = message("keepalived takes this where the virtual server does not say it.");
  const [last, ...before] = said.reverse();
  if (last === undefined) return [];
  const all = before.reduce((rest, part) => message("{part}, {rest}", { part, rest }), last);
  return [{ keyword: "virtual_server", at, said: all, reason, isNews: true }];
}

function persistence({ block }: VirtualServerView): EffectiveValue[] {
  const line = lastLine(block, "persistence_timeout");
  if (line === undefined || line.statement.words.length > 1) return [];
  const said = message("{seconds} s", { seconds: usualPersistence });
  const reason = message("Without a number it is {said}.", { said });
  return [{ keyword: "persistence_timeout", at: placeOf(line), said, reason, isNews: true }];
}

/** The port that a real server gets from the service. */
function ports({ kind, port: general, realServers }: VirtualServerView): EffectiveValue[] {
  if (kind !== "address" || general === undefined || general === 0) return [];
  return realServers.flatMap(({ block, port, method, isDropped }): EffectiveValue[] => {
    const keepsPort = method === "DR" || method === "TUN";
    if (isDropped || port === undefined || (port !== 0 && (!keepsPort || port === general))) return [];
    const said = message("port {port}", { port: general });
    const reason =
      port === 0
        ? message("A real server without a port has the virtual server's.")
        : message("{method} does not change the port, so that it is the virtual server's.", { method: method ?? "" });
    return [{ keyword: "real_server", at: port === 0 ? lineOf(block) : placeOf(block, 2), said, reason, isNews: true }];
  });
}

/** What the real servers weigh together, beside the quorum that it must reach. */
function quorum({ block, realServers }: VirtualServerView): EffectiveValue[] {
  const line = lastLine(block, "quorum");
  const kept = realServers.filter(({ isDropped, isRepeated }) => !isDropped && !isRepeated);
  const sum = kept.reduce<number | undefined>(
    (total, { weight }) => (total === undefined || weight === undefined ? undefined : total + weight),
    0,
  );
  if (line?.words[1] === undefined || sum === undefined || kept.length === 0) return [];
  const said = message("of {sum}", { sum });
  const reason = message("The weights of all real servers, of which the live ones must reach the quorum.");
  return [{ keyword: "quorum", at: placeOf(line, 1), said, reason, isNews: true }];
}

/** How often each check is made where nothing says it. */
function intervals({ block, realServers }: VirtualServerView): EffectiveValue[] {
  if (lastLine(block, "delay_loop") !== undefined) return [];
  const said = message("every {seconds} s", { seconds: usualInterval });
  const reason = message("Without delay_loop each check is made every {seconds} seconds.", { seconds: usualInterval });
  return realServers.flatMap((real) =>
    real.block.isOpen || lastLine(real.block, "delay_loop") !== undefined
      ? []
      : real.block.blocks.flatMap((checker): EffectiveValue[] => {
          // Of a file and of a BFD session keepalived hears by itself.
          const isHeard = checker.keyword === "FILE_CHECK" || checker.keyword === "BFD_CHECK";
          if (isHeard || checker.isOpen || lastLine(checker, "delay_loop") !== undefined) return [];
          return [{ keyword: "check", at: placeOf(checker), said, reason, isNews: true }];
        }),
  );
}

/** What keepalived makes of the virtual servers of a file: what is left out, and what it changes. */
export function effectiveServers(facts: KeepalivedFacts): readonly EffectiveValue[] {
  return virtualServersOf(facts).flatMap((server) => [
    ...unstated(server),
    ...persistence(server),
    ...ports(server),
    ...quorum(server),
    ...intervals(server),
  ]);
}
