import type { Dice } from "./keepalived-texts.ts";

/** A line with its indentation apart. */
interface Line {
  readonly indent: string;
  readonly code: string;
}

function lineOf(text: string): Line {
  const indent = /^ */.exec(text)?.[0] ?? "";
  return { indent, code: text.slice(indent.length) };
}

const isHead = ({ code }: Line): boolean => code.endsWith("{");
const isPlain = ({ code }: Line): boolean => code !== "" && !/[{}"]/.test(code);
/** The words of commands are taken apart another way. */
const command = /^(?:script|misc_path|quorum_|notify|startup_|shutdown_)/;

/** Writes a value of the line as a definition of its own, above all. */
function withDefinition(line: Line, name: string, dice: Dice): readonly [definition: string, code: string] {
  const words = line.code.split(" ");
  const at = dice.below(words.length);
  const isLast = at === words.length - 1;
  const definition = `$${name}=${words[at]}`;
  words[at] = isLast && dice.isOneIn(2) ? `$${name}` : `\${${name}}`;
  return [definition, words.join(" ")];
}

function withQuotes({ code }: Line, dice: Dice): string {
  const words = code.split(" ");
  const at = dice.below(words.length);
  words[at] = `"${words[at]}"`;
  return words.join(" ");
}

/** An address as the only one, or the last one, of a sequence. */
function withSequence({ code }: Line, dice: Dice): string {
  const [whole, before = "", last = "", behind = ""] = /^(\d+\.\d+\.\d+\.)(\d+)(.*)$/.exec(code) ?? [];
  if (whole === undefined) return code;
  const rest = `${before}\${X}${behind}`;
  switch (dice.below(4)) {
    case 0:
      return `~SEQ(X, ${last}, ${last}) ${rest}`;
    case 1:
      return `~SEQ(X,0x${Number(last).toString(16)} , -1, ${last}) ${rest}`;
    case 2:
      return `~LST(X, ${last}) ${rest}`;
    default:
      return `~LST({X, Y}, {${last}, 1}) ${rest}`;
  }
}

const comments = ["# why", '! it "is" {so}', "#", "# } and {"];

/**
 * The same configuration in other clothes: values as definitions, lines that only other hosts do not read, quotes, comments, sequences,
 * braces on lines of their own. keepalived has to be run as the host `node1`.
 *
 * @param text one statement a line, as the schema's texts are
 */
export function dressed(text: string, dice: Dice): string {
  const definitions: string[] = [];
  const lines = text
    .trimEnd()
    .split("\n")
    .flatMap((written): string[] => {
      const line = lineOf(written);
      if (!dice.isOneIn(3)) return [written];
      if (isHead(line)) {
        const head = line.code.slice(0, -1).trimEnd();
        return dice.isOneIn(2) ? [`${line.indent}${head}`, `${line.indent}{`] : [`${written} ${dice.pick(comments)}`];
      }
      if (!isPlain(line) || command.test(line.code)) return [written];
      switch (dice.below(5)) {
        case 0: {
          const [definition, code] = withDefinition(line, `D${definitions.length}`, dice);
          definitions.push(definition);
          return [line.indent + code];
        }
        case 1:
          return [line.indent + withQuotes(line, dice)];
        case 2:
          return [`${line.indent}${dice.pick(["@node1", "@^other"])} ${line.code}`];
        case 3:
          return [`${written} ${dice.pick(comments)}`];
        default:
          return [line.indent + withSequence(line, dice)];
      }
    });
  return `${[...definitions, ...lines].join("\n")}\n`;
}

/** The text with one slip of the pen: a line written twice or lost, a sign lost, doubled or swapped. */
export function withSlipOfPen(text: string, dice: Dice): string {
  const lines = text.split("\n");
  const candidates = lines.flatMap((line, index) => (/\S/.test(line) ? [index] : []));
  const index = dice.pick(candidates);
  const line = lines[index] ?? "";
  if (dice.isOneIn(3)) {
    lines.splice(index, 1, ...(dice.isOneIn(2) ? [line, line] : []));
    return lines.join("\n");
  }
  const signs = [...line.matchAll(/["{}()~$@#^,=\\]|\d/g)].map(({ index: at }) => at);
  if (signs.length === 0) return lines.join("\n");
  const at = dice.pick(signs);
  const replacement = dice.pick(["", line.slice(at, at + 1).repeat(2), '"', ",", "'", "\\"]);
  lines[index] = line.slice(0, at) + replacement + line.slice(at + 1);
  return lines.join("\n");
}
