/** What keepalived says of a word in a line: it refuses it, or takes something else for it. Plain data, for rules to put into words. */
export type KeepalivedFaultDetail =
  /** A word is missing behind the last one. `stops`: keepalived reads no further than this line. */
  | { readonly kind: "missing"; readonly stops: boolean }
  | {
      readonly kind: "number";
      readonly reason: "not-a-number" | "negative" | "too-many-decimals" | "out-of-range";
      readonly min: number | undefined;
      readonly max: number | undefined;
      readonly decimals: number;
      readonly unit: string | undefined;
    }
  /** None of the words that may stand there. */
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "address"; readonly family: 4 | 6 | undefined; readonly isMulticast: boolean }
  /** An address of the other family than the rest of the line. */
  | { readonly kind: "family" }
  | { readonly kind: "too-long"; readonly max: number; readonly isCut: boolean }
  /** A number that keepalived replaces by another one. */
  | { readonly kind: "adjusted"; readonly to: number; readonly unit?: "ms" }
  /** A word where keepalived reads none; it complains, or passes it over in silence. */
  | { readonly kind: "surplus"; readonly isSilent: boolean }
  /** A word that opens no option of the entry. `isFatal`: the whole entry is dropped for it. */
  | { readonly kind: "option"; readonly isFatal: boolean }
  /** An option that says the same or the contrary of an earlier one, or that does not go with the rest of the entry. */
  | { readonly kind: "conflict"; readonly reason: KeepalivedConflict; readonly isFatal: boolean }
  /** A value of a form of its own: a digest, a status code, hexadecimal digits. */
  | { readonly kind: "form"; readonly form: KeepalivedForm };

/** Why the words of an entry do not go together. */
export type KeepalivedConflict =
  | "repeated"
  | "second"
  | "ipv4-only"
  | "prefix-with-peer"
  | "broadcast-with-peer"
  | "broadcast-without-room"
  | "not-ipv4"
  | "no-action"
  | "two-actions"
  | "no-preference"
  | "no-destination"
  | "goto-backwards"
  | "needs-table"
  | "deprecated"
  | "range-backwards"
  | "port-of-tunnel"
  | "checksum-of-tunnel"
  | "range-unread"
  | "ttl-backwards"
  | "own-protocol"
  | "no-encapsulation-target"
  | "mask-bits"
  /** `default` and its like behind an address of the same entry. */
  | "default-behind-address"
  /** The word behind `inet` or `inet6` is lost. */
  | "family-swallows"
  | "untracked-route"
  | "group-without-device"
  | "group-untracked"
  | "two-buffer-policies"
  | "buffer-size-and-policy"
  | "needs-sign"
  | "not-link-local";

export type KeepalivedForm =
  | "md5"
  | "status-code"
  | "hex"
  | "umask"
  | "dns-name"
  | "mac"
  | "mac-multicast"
  | "mac-reserved"
  | "interface-name"
  | "link-local-group"
  | "hmac-key"
  | "netmask"
  | "prefix"
  | "host"
  | "non-empty"
  | "mpls"
  | "ila"
  | "time"
  | "port-range"
  | "mark"
  | "uid-range";

/** A fault of a line. */
export interface KeepalivedFault {
  /** Which word it is, the first one being 0; the number of words where one is missing. */
  readonly at: number;
  /** `error`: keepalived complains and goes on without the word or the line; `warning`: it goes on with another value, or in silence. */
  readonly severity: "error" | "warning";
  readonly detail: KeepalivedFaultDetail;
  /** The option of an entry whose value the word is. */
  readonly option?: string | undefined;
}

/** The words of a line; one that is filled in later is undefined and may be anything. */
export type KeepalivedWords = readonly (string | undefined)[];

/** A fault for which keepalived drops the word or the line. */
export function refused(at: number, detail: KeepalivedFaultDetail): KeepalivedFault {
  return { at, severity: "error", detail };
}

/** A fault that keepalived puts right in its own way, or passes over. */
export function tolerated(at: number, detail: KeepalivedFaultDetail): KeepalivedFault {
  return { at, severity: "warning", detail };
}
