/** A statement that ends in options in any order. */
export interface OptionLine {
  /** How many words stand in front of the options, the keyword's own among them. */
  readonly from: number;
  readonly kind: "bind-option" | "server-option";
  /** What `haproxyUsage` calls it. */
  readonly usage: "bind" | "server" | "socket";
}

const lines: Readonly<Record<string, OptionLine>> = {
  bind: { from: 2, kind: "bind-option", usage: "bind" },
  "default-bind": { from: 1, kind: "bind-option", usage: "bind" },
  "dgram-bind": { from: 2, kind: "bind-option", usage: "bind" },
  "stats socket": { from: 3, kind: "bind-option", usage: "socket" },
  server: { from: 3, kind: "server-option", usage: "server" },
  "default-server": { from: 1, kind: "server-option", usage: "server" },
  "server-template": { from: 4, kind: "server-option", usage: "server" },
  peer: { from: 3, kind: "server-option", usage: "server" },
};

/** The options of a statement by its keyword (`server`, `stats socket`); undefined where it has none of this sort. */
export function optionLineOf(keyword: string): OptionLine | undefined {
  return Object.hasOwn(lines, keyword) ? lines[keyword] : undefined;
}
