/** A version's series as a number that can be compared: major and minor, an epoch and a leading `v` left out. */
function seriesOf(version: string): number | undefined {
  const [, major, minor] = /^(?:\d+:)?v?(\d+)\.(\d+)/.exec(version.trim()) ?? [];
  return major === undefined ? undefined : Number(major) * 1000 + Number(minor);
}

/** Whether a version's series is none older or newer than some known ones; `auto` stands for all of them. */
export function isInRange(version: string, known: readonly string[]): boolean {
  if (version.trim() === "auto") return true;
  const wanted = seriesOf(version);
  const oldest = seriesOf(known[0] ?? "");
  const newest = seriesOf(known.at(-1) ?? "");
  return wanted !== undefined && oldest !== undefined && newest !== undefined && wanted >= oldest && wanted <= newest;
}
