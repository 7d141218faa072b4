/** Members that share one value. */
export interface ValueGroup<Member> {
  readonly value: string;
  readonly members: readonly Member[];
}

/** How members differ in a value. */
export interface Division<Member> {
  /** The groups, the largest first; equally large ones in the members' order. */
  readonly groups: readonly ValueGroup<Member>[];
  /** The one value that more members have than any other; undefined in a tie. */
  readonly majority: ValueGroup<Member> | undefined;
  /** The members that a finding belongs to: all but the majority's, in a tie each. */
  readonly odd: readonly Member[];
}

/**
 * Divides members by a value.
 *
 * @param members the members in the order of the cluster
 * @param valueOf gives the value to compare, or undefined for a member whose value is unknown: it takes no part
 * @returns undefined where all that are known agree
 */
export function divide<Member>(
  members: readonly Member[],
  valueOf: (member: Member) => string | undefined,
): Division<Member> | undefined {
  const byValue = new Map<string, Member[]>();
  for (const member of members) {
    const value = valueOf(member);
    if (value === undefined) continue;
    const group = byValue.get(value);
    if (group === undefined) byValue.set(value, [member]);
    else group.push(member);
  }
  if (byValue.size < 2) return undefined;
  const groups = [...byValue].map(([value, group]) => ({ value, members: group }));
  groups.sort((a, b) => b.members.length - a.members.length);
  const [first, second] = groups;
  const majority = first !== undefined && first.members.length > (second?.members.length ?? 0) ? first : undefined;
  const odd = groups.filter((group) => group !== majority).flatMap((group) => group.members);
  return { groups, majority, odd };
}
