/** What a number of voting members is good for. */
export interface Quorum {
  /** How many must agree: more than half. */
  readonly quorum: number;
  /** How many may fail while the others are still a quorum. */
  readonly failures: number;
}

/** The quorum of a cluster of `size` voting members. */
export function quorumOf(size: number): Quorum {
  const quorum = Math.floor(size / 2) + 1;
  return { quorum, failures: size - quorum };
}
