import type { HaproxySection } from "../../syntax/haproxy/tree.ts";
import type { Anchor } from "../../syntax/tree.ts";
import type { IpAddress } from "../address.ts";
import type { Stated } from "../value.ts";

/** One address of a `bind` line. */
export interface Bind {
  /** What stands on the line for this address (`*:6443`, `10.0.0.1:80-81`, `[::]:443`). */
  readonly text: string;
  readonly at: Anchor;
  /** The whole line from its first word to its last. */
  readonly line: Anchor;
  /** Whether the line is one `bind` with this one address, written plainly, so that its port can be replaced. */
  readonly portAt: Anchor | undefined;
  /** Undefined: every address (`*`, `:port`), unless `isUnknown`. A wildcard such as `0.0.0.0` or `::` is given. */
  readonly address: IpAddress | undefined;
  readonly isWildcard: boolean;
  /** The first and last port; undefined for sockets without one and where a placeholder stands. */
  readonly firstPort: number | undefined;
  readonly lastPort: number | undefined;
  /** A placeholder, an inherited socket or a family that is no IP (`unix@`, `fd@`, `abns@`, a path). */
  readonly isUnknown: boolean;
  /** A port belongs there, but a placeholder stands in its place or it can't be read; false for sockets without one. */
  readonly isPortUnknown: boolean;
  readonly protocol: "tcp" | "udp";
  /** The words behind the addresses: `transparent`, `ssl`, `crt`, … */
  readonly options: readonly string[];
}

/** One `server` line. */
export interface Server {
  readonly name: Stated<string>;
  readonly at: Anchor;
  /** The address word (`10.0.0.1:6443`). */
  readonly target: Stated<string>;
  readonly address: IpAddress | undefined;
  /** A name to be resolved, or undefined where the target is an address, a socket or a placeholder. */
  readonly hostName: string | undefined;
  /** The fixed port; undefined: none is written, it is relative (`+1`), or unknown. */
  readonly port: Stated<number> | undefined;
  readonly isUnknown: boolean;
  /** A placeholder stands where a port may stand, or what stands there can't be read. */
  readonly isPortUnknown: boolean;
  /** The words behind the address: `check`, `inter`, `2s`, … */
  readonly options: readonly string[];
  /** The words of the section's `default-server` lines above this one: a later one does not count for it. */
  readonly sectionDefaults: readonly string[];
}

export type ProxyKind = "frontend" | "backend" | "listen" | "defaults";

/** A `frontend`, `backend`, `listen` or `defaults` section as written; what it inherits is not filled in. */
export interface ProxyFacts {
  readonly kind: ProxyKind;
  readonly name: Stated<string> | undefined;
  /** The header line. */
  readonly header: Anchor;
  /** The `from` clause of the header. */
  readonly inheritsFrom: Stated<string> | undefined;
  readonly mode: Stated<string> | undefined;
  readonly balance: Stated<string> | undefined;
  readonly binds: readonly Bind[];
  readonly servers: readonly Server[];
  readonly defaultBackend: Stated<string> | undefined;
  /** The names behind `use_backend`; a name made of a sample expression (`%[…]`) has no value. */
  readonly useBackends: readonly Stated<string>[];
  /** `option httpchk` → `httpchk`, with its place; one that a later `no option` takes away is not among them. */
  readonly options: readonly Stated<string>[];
  /** `no option httpchk` → `httpchk`, with its place: it takes away what the defaults set. */
  readonly disabledOptions: readonly Stated<string>[];
  /** The words of all `default-server` lines, in order. */
  readonly serverDefaults: readonly string[];
  /** A `server-template` makes servers that are not among `servers`. */
  readonly hasServerTemplate: boolean;
  /** A template line or an unknown line stands in the section: what is absent here may be there. */
  readonly isOpen: boolean;
}

/** A proxy with the defaults that it inherits. */
export interface Proxy {
  readonly facts: ProxyFacts;
  readonly defaults: ProxyFacts | undefined;
  /** The inherited section with what it inherits itself (`defaults a from b`). */
  readonly inherits: Proxy | undefined;
  /** The `from` clause names a placeholder or a section that this file does not have. */
  readonly isInheritanceUnknown: boolean;
}

export interface HaproxyFacts {
  readonly kind: "haproxy";
  /** Whose file it is: what nginx passes on as a stream is said in haproxy's terms. */
  readonly program: "haproxy" | "nginx";
  /** All sections of the file, in order; none of nginx's. */
  readonly sections: readonly HaproxySection[];
  readonly proxies: readonly Proxy[];
  /** The zero-based line of a host document (Markdown, a script) on which the config begins; absent in a file of its own. */
  readonly hostLine?: number;
}
