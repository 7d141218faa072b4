import type { Anchor } from "../../syntax/tree.ts";
import type { Stated } from "../value.ts";

/** Something that a check script asks. */
export interface Probe {
  /**
   * `connection`: whether somebody answers at a host's port; `ping`: whether a host is there; `listener`: whether a program of this
   * machine listens on a port; `program`: whether a program runs.
   */
  readonly kind: "connection" | "ping" | "listener" | "program";
  /** The host of a connection or a ping. */
  readonly host: Stated<string> | undefined;
  /** The port of a connection or a listener; one that no URL states stands at the URL and is generated. */
  readonly port: Stated<number> | undefined;
  /** The name of a program, in lower case. */
  readonly program: string | undefined;
  /** It is asked only where something else failed (`… || curl …`). */
  readonly isFallback: boolean;
  readonly at: Anchor;
}

/** A script or a command that keepalived may run to find out whether its node is well. */
export interface CheckScript {
  /** The path to which a text writes it, or by which a tutorial calls it; empty for a file that is the script. */
  readonly path: string;
  readonly text: string;
  readonly probes: readonly Probe[];
  /** It looks at the addresses of its machine, so that what it asks may hang on whether the VIP is there. */
  readonly asksForAddresses: boolean;
}

/** The check scripts that a file is, or that it writes or shows. */
export interface CheckScriptFacts {
  readonly kind: "check-scripts";
  readonly scripts: readonly CheckScript[];
}
