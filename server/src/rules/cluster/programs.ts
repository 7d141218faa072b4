import type { Balancer } from "../../cluster/model.ts";

/** Whether a balancer is a haproxy: what its own lines say, and what is written into them, means nothing to nginx. */
export function isHaproxy({ facts }: Balancer): boolean {
  return facts.program === "haproxy";
}

/** The program of some balancers, as messages name it. */
export function programOf(...balancers: readonly Balancer[]): string {
  return [...new Set(balancers.map(({ facts }) => facts.program))].sort().join(" / ");
}
