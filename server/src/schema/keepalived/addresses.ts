const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** Whether a text is an IPv4 address as the C library reads one: four numbers without a leading zero. */
export function isIpv4(text: string): boolean {
  return ipv4.test(text);
}

/** Whether a text is an IPv6 address as the C library reads one: no brackets, no zone. */
export function isIpv6(text: string): boolean {
  if (!text.includes(":") || !/^[0-9a-fA-F:.]+$/.test(text)) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  let count = 0;
  for (const [position, half] of halves.entries()) {
    if (half === "") continue;
    const groups = half.split(":");
    for (const [index, group] of groups.entries()) {
      const isLast = index === groups.length - 1 && position === halves.length - 1;
      if (group.includes(".")) {
        if (!isLast || !isIpv4(group)) return false;
        count += 2;
      } else {
        if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return false;
        count++;
      }
    }
  }
  return halves.length === 2 ? count <= 7 : count === 8;
}

/** The family that keepalived takes an address for: a colon makes it IPv6. */
export function familyOf(text: string): 4 | 6 {
  return text.includes(":") ? 6 : 4;
}

/** Whether a text is an address of either family, nothing behind it. */
export function isAddress(text: string): boolean {
  return familyOf(text) === 6 ? isIpv6(text) : isIpv4(text);
}

/** The address in a word; in most places keepalived does not look behind a `-` or, where there is none, a `/`. */
export function withoutRange(text: string): string {
  const dash = text.indexOf("-");
  const end = dash >= 0 ? dash : text.indexOf("/");
  return end >= 0 ? text.slice(0, end) : text;
}

/** Whether an address that is valid is one for a group of receivers. */
export function isMulticast(text: string): boolean {
  if (familyOf(text) === 6) return /^ff/i.test(text);
  const first = Number(text.slice(0, text.indexOf(".")));
  return first >= 224 && first <= 239;
}
