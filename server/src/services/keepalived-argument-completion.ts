import { explainKeepalivedKeyword } from "../schema/keepalived/explain.ts";
import { type KeepalivedArgument, keepalivedKeyword } from "../schema/keepalived/index.ts";
import { argumentNaming, type KeepalivedNameKind, namingBlocks } from "../schema/keepalived/naming.ts";
import { type KeepalivedPlace, knownKeepalivedNames } from "./keepalived-names.ts";

/** Proposes what may stand behind a keyword. */
export function addArgumentWords(place: KeepalivedPlace): void {
  const { path, version, before, proposals } = place;
  const keyword = keepalivedKeyword([...path, before[0] ?? ""]);
  if (keyword === undefined) return;
  const last = before[before.length - 1] ?? "";
  const naming = argumentNaming[[...path, keyword.name].join("/")] ?? {};
  const named = before.length === 1 ? naming[""] : Object.hasOwn(naming, last) ? naming[last] : undefined;
  if (named !== undefined) addNames(place, named);
  const { args } = explainKeepalivedKeyword(keyword, version);
  const index = before.length - 1;
  const end = args[args.length - 1];
  const isOpenEnded = end?.repeat === true || end?.keys !== undefined || end?.type === "words";
  const argument = args[index] ?? (isOpenEnded ? end : undefined);
  if (argument === undefined || (argument.when !== undefined && !before.includes(argument.when))) return;
  addArgument(place, argument, before.slice(1));
  if (argument.to !== undefined) {
    const kind = namingBlocks[argument.to];
    if (kind !== undefined) addNames(place, kind);
  }
  // Of what may be left out the next one may come at once.
  const next = args[index + 1];
  if (argument.optional === true && next !== undefined && next.values !== undefined) {
    proposals.addAll("value", next.values);
  }
}

function addNames(place: KeepalivedPlace, kind: KeepalivedNameKind): void {
  const names = knownKeepalivedNames(place, kind);
  place.proposals.orderBy(names);
  place.proposals.addAll("reference", names, { detail: kind });
}

/** The fixed words of a form such as `bridge|private|vepa` or `group <group>`. */
function wordsOfForm(form: string): readonly string[] {
  const [first = ""] = form.replace(/^\[(\w+)\]/, "$1").split(" ");
  return first.split("|").filter((word) => /^[a-z_]{3,}$/.test(word) && word !== "ascii");
}

const booleans = ["on", "off", "true", "false", "yes", "no"];

function addArgument(place: KeepalivedPlace, argument: KeepalivedArgument, given: readonly string[]): void {
  const { proposals } = place;
  const { type, values = [], keys, forms = [] } = argument;
  if (type === "bool") {
    const words = values.length > 0 ? values : booleans;
    proposals.orderBy(booleans);
    proposals.addAll("value", words);
  } else {
    proposals.orderBy(values);
    proposals.addAll("value", values);
  }
  if (type === "interface") addNames(place, "interface");
  if (keys !== undefined) addPairs(place, keys, given);
  for (const form of forms) {
    for (const word of wordsOfForm(form)) {
      const isFirst = type === "words" || given.length === 0;
      if (isFirst && !given.includes(word)) proposals.add("keyword", word, { detail: form });
    }
  }
}

/** Values that are named by the word in front: the names that are not given, or the words that a value may be. */
function addPairs(
  { proposals }: KeepalivedPlace,
  keys: Readonly<Record<string, string>>,
  given: readonly string[],
): void {
  const last = given[given.length - 1] ?? "";
  const value = Object.hasOwn(keys, last) ? (keys[last] ?? "flag") : "flag";
  if (value !== "flag") {
    if (/^[a-z]+(?:\|[a-z]+)+$/.test(value)) proposals.addAll("value", value.split("|"));
    return;
  }
  const open = Object.keys(keys).filter((key) => !given.includes(key));
  proposals.orderBy(open);
  proposals.addAll("keyword", open);
}
