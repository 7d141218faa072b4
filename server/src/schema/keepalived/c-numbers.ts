/** A number as the C library reads it where a program leaves the base open: decimal, octal behind a 0, or hexadecimal. */
const form = /^\s*([+-]?)(0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i;

/** The largest number that C keeps here; a longer one becomes this one. */
const largest = 2n ** 64n - 1n;

/** The number that a word is to C, undefined where it is none. A negative one counts from the top, as C does it. */
export function cNumber(text: string): bigint | undefined {
  const [, sign, digits = ""] = form.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (value > largest) return largest;
  return sign === "-" ? BigInt.asUintN(64, -value) : value;
}

/**
 * The number of a table, scope, realm, protocol or type of service, of which keepalived keeps 32 bits; undefined for a word that
 * is a name, which the files in /etc/iproute2 may know.
 */
export function machineNumber(text: string): number | undefined {
  const value = cNumber(text);
  return value === undefined ? undefined : Number(BigInt.asUintN(32, value));
}
