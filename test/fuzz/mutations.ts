import fc from "fast-check";

/** One change of a text. Places are shares of the text's length in millionths, so that a change fits any text. */
export interface Mutation {
  readonly kind: MutationKind;
  readonly at: number;
  readonly to: number;
  /** How many characters a stretch has. */
  readonly length: number;
  readonly piece: string;
}

type MutationKind =
  | "insert"
  | "delete"
  | "replace"
  | "duplicate"
  | "swap"
  | "cut"
  | "byte"
  | "join"
  | "repeat"
  | "delete-line"
  | "move-line";

const kinds: readonly MutationKind[] = [
  "insert",
  "delete",
  "replace",
  "duplicate",
  "swap",
  "cut",
  "byte",
  "join",
  "repeat",
  "delete-line",
  "move-line",
];

/** What breaks parsers: signs of both languages, of YAML, of shells and of templates, and characters that editors hide. */
const pieces: readonly string[] = [
  ..."{}\"'`#!$@~\\()[]<>|&;:,=*/-. \t",
  "\n",
  "\r",
  "\r\n",
  "\0",
  "\v",
  "\f",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "\ud800",
  "\udc00",
  "\u{1f600}",
  "“",
  "，",
  "{{",
  "}}",
  "{%",
  "%}",
  "{{ x }}",
  "${" + "X}",
  "$X",
  "{$X}",
  "<vip>",
  '"{"',
  "\\x4",
  "\\\n",
  "<<EOF\n",
  "EOF\n",
  "---\n",
  "&a *a",
  "? ",
  "\n}\n",
  "\n{\n",
  "\nglobal\n",
  "\nbackend x\n",
  '\n"defaults"\n',
  "\n.if\n",
  "\n.endif\n",
  "\n@lb2 ",
  "\n$N=1\n",
  "\n~SEQ(N, 3) $N\n",
  "\nvrrp_instance VI_9 {\n",
  "priority 100",
  "virtual_router_id 52",
  "10.20.0.101",
  "0",
  "99999999999999999999",
  "-1",
  "haconf-disable-next-line ",
  "# haconf-disable\n",
];

const share = 1_000_000;

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fc.nat(share),
  to: fc.nat(share),
  length: fc.oneof(fc.nat(4), fc.nat(60)),
  piece: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: "binary", maxLength: 6 })),
});

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, { minLength: 1, maxLength: 8 });

function lineAround(text: string, at: number): { start: number; end: number } {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return { start, end: end < 0 ? text.length : end + 1 };
}

/** Changes one byte of the text's UTF-8 and reads the result as the command line does: as Latin-1 where it is no UTF-8. */
function changeByte(text: string, at: number, value: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return text;
  bytes[Math.min(bytes.length - 1, at)] = value;
  return bytes.toString(value > 127 ? "latin1" : "utf8");
}

/** Carries out a mutation; any text can be given. */
export function mutate(text: string, { kind, at, to, length, piece }: Mutation): string {
  const start = Math.floor((at / share) * text.length);
  const end = Math.min(text.length, start + length);
  const target = Math.floor((to / share) * text.length);
  switch (kind) {
    case "insert":
      return text.slice(0, start) + piece + text.slice(start);
    case "delete":
      return text.slice(0, start) + text.slice(end);
    case "replace":
      return text.slice(0, start) + piece + text.slice(end);
    case "duplicate":
      return text.slice(0, target) + text.slice(start, end) + text.slice(target);
    case "swap": {
      const first = Math.min(start, target);
      const second = Math.max(start, target);
      const size = Math.min(length, second - first, text.length - second);
      const between = text.slice(first + size, second);
      const rest = text.slice(second + size);
      return (
        text.slice(0, first) + text.slice(second, second + size) + between + text.slice(first, first + size) + rest
      );
    }
    case "cut":
      return at % 2 === 0 ? text.slice(0, start) : text.slice(start);
    case "byte":
      return changeByte(text, start, to % 256);
    case "join": {
      const newline = text.indexOf("\n", start);
      return newline < 0 ? text : text.slice(0, newline) + text.slice(newline + 1);
    }
    case "repeat":
      return text.slice(0, start) + piece.repeat(length) + text.slice(start);
    case "delete-line": {
      const line = lineAround(text, start);
      return text.slice(0, line.start) + text.slice(line.end);
    }
    case "move-line": {
      const line = lineAround(text, start);
      const without = text.slice(0, line.start) + text.slice(line.end);
      const place = lineAround(without, Math.min(target, without.length)).start;
      return without.slice(0, place) + text.slice(line.start, line.end) + without.slice(place);
    }
  }
}

/** Carries out mutations one after the other; a text that grew beyond 100,000 characters is cut there. */
export function mutateAll(text: string, changes: readonly Mutation[]): string {
  return changes.reduce((changed, change) => mutate(changed, change).slice(0, 100_000), text);
}

/** One of some texts, or of real ones beside the project, mutated. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), mutations).map(([text, changes]) => mutateAll(text, changes));
}
