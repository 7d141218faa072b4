import { parseIpAddress } from "../../../model/address.ts";
import { versionsFrom } from "../../../schema/haproxy/values.ts";
import type { HaproxyVersion } from "../../../schema/haproxy/versions.ts";
import { type Message, message } from "../../finding.ts";

/** What one argument of a fetch or converter must be beyond its type. */
interface ValueRule {
  /** Counted from 0. */
  readonly index: number;
  readonly isFit: (text: string) => boolean;
  readonly what: Message;
  /** It must be there; \`always\`: also where nothing stands in parentheses. */
  readonly isNeeded?: "given" | "always";
  /** From this version on more may be taken, so that it holds only where older ones are meant. */
  readonly before?: HaproxyVersion;
}

function oneOf(index: number, words: readonly string[], before?: HaproxyVersion): ValueRule {
  const rule = {
    index,
    isFit: (text: string) => words.includes(text),
    what: message("one of {known}", { known: words.join(", ") }),
  };
  return before === undefined ? rule : { ...rule, before };
}

function numberIn(index: number, low: number, high: number): ValueRule {
  return {
    index,
    // What is no number at all counts as 0.
    isFit: (text) => {
      const value = Number.parseInt(text, 10) || 0;
      return value >= low && value <= high;
    },
    what: Number.isFinite(high)
      ? message("a number from {low} to {high}", { low, high })
      : message("a number from {low} on", { low }),
  };
}

const variableName = /^(?:proc|sess|txn|req|res|check)\.\w+(?:\.\w+)*$/;

function variable(index: number): ValueRule {
  return {
    index,
    isFit: (text) => variableName.test(text),
    what: message("the name of a variable such as txn.user"),
  };
}

const distinguishedName = [oneOf(2, ["rfc2253"])];
const blockPlace: readonly ValueRule[] = [
  {
    index: 0,
    isNeeded: "always",
    isFit: (text) => /^(?:head|tail|first|\d+)$/.test(text),
    what: message("one of {known}", { known: "head, tail, first" }),
  },
];
const seconds = oneOf(1, ["s", "ms", "us"]);
const roundTrip = [oneOf(0, ["us", "ms"])];
const token: readonly ValueRule[] = [
  { index: 0, isFit: (text) => text.length === 4, what: message("a token of four characters") },
];
const wireTypes = ["int32", "uint32", "sint32", "int64", "uint64", "sint64", "bool", "enum"];
const protobuf = [oneOf(1, [...wireTypes, "float", "double", "fixed32", "fixed64", "sfixed32", "sfixed64"], "3.0")];
const tag: readonly ValueRule[] = [
  {
    index: 0,
    // Only some names are known, but none of them has a sign in it.
    isFit: (text) => /^(?:[1-9]\d*|[A-Z][A-Za-z]+)$/.test(text),
    what: message("the name or number of a FIX tag"),
    before: "3.0",
  },
];
const keySize = oneOf(0, ["128", "192", "256"]);
const binary = /^(?:[\dA-Fa-f]{2})*$/;

/** OpenSSL's own names decide, of which all but one have a number in them. */
const digestName: ValueRule = {
  index: 0,
  isNeeded: "always",
  isFit: (text) => /\d/.test(text) || /^(?:whirlpool|shake|ripemd)/i.test(text),
  what: message("the name of a digest such as sha256"),
};

const mqttPacket: ValueRule = {
  index: 0,
  isFit: (text) =>
    /^(?:connect|connack|publish|pub(?:ack|rec|rel|comp)|(?:un)?subscribe|(?:un)?suback|pingreq|pingresp|disconnect|auth)$/i.test(
      text,
    ) || /^(?:[1-9]|1[0-5])$/.test(text),
  what: message("the name or number of an MQTT packet"),
};

const offset: ValueRule = {
  index: 2,
  isFit: (text) => /^[-+]?\d+$/.test(text),
  what: message("a whole number"),
};

/** Which of several headers of one name; negative numbers count from the last. */
const occurrence: readonly ValueRule[] = [numberIn(1, -10, Number.POSITIVE_INFINITY)];

const notZero: ValueRule = {
  index: 0,
  isFit: (text) => Number.parseInt(text, 10) !== 0,
  what: message("a number other than 0"),
};

const lengthAndValue: readonly ValueRule[] = [
  numberIn(0, 0, Number.POSITIVE_INFINITY),
  { index: 1, isFit: (text) => Number.parseInt(text, 10) !== 0, what: message("a number other than 0") },
  offset,
];

const rules: Readonly<Record<string, readonly ValueRule[]>> = {
  aes_gcm_dec: [keySize],
  aes_gcm_enc: [keySize],
  add_item: [variable(1)],
  be2dec: [{ ...numberIn(1, 1, 8), isNeeded: "given" }, numberIn(2, 0, 1)],
  be2hex: [{ ...numberIn(1, 1, Number.POSITIVE_INFINITY), isNeeded: "given" }, numberIn(2, 0, 1)],
  bin: [{ index: 0, isFit: (text) => binary.test(text), what: message("an even number of hexadecimal digits") }],
  bool: [
    {
      index: 0,
      isFit: (text) => /^(?:true|false|0|1)$/i.test(text),
      what: message("one of {known}", { known: "true, false, 1, 0" }),
      isNeeded: "always",
    },
  ],
  concat: [variable(1)],
  date: [seconds],
  digest: [digestName],
  distcc_body: token,
  distcc_param: token,
  fc_rtt: roundTrip,
  fc_rttvar: roundTrip,
  field: [notZero],
  fix_tag_value: tag,
  hdr: occurrence,
  hdr_ip: occurrence,
  hdr_val: occurrence,
  hmac: [digestName],
  http_date: [seconds],
  "internal.htx_blk.data": blockPlace,
  "internal.htx_blk.hdrname": blockPlace,
  "internal.htx_blk.hdrval": blockPlace,
  "internal.htx_blk.size": blockPlace,
  "internal.htx_blk.start_line": blockPlace,
  "internal.htx_blk.type": blockPlace,
  json: [oneOf(0, ["ascii", "utf8", "utf8s", "utf8p", "utf8ps"])],
  json_query: [
    { index: 0, isFit: (text) => text !== "", what: message("a path in the JSON text"), isNeeded: "always" },
    oneOf(1, ["int"], "3.0"),
  ],
  jwt_header_query: [oneOf(1, ["int"], "3.0")],
  jwt_payload_query: [oneOf(1, ["int"], "3.0")],
  jwt_verify: [
    {
      index: 0,
      isFit: (text) => /^(?:[HRE]S(?:256|384|512)|none)$/.test(text) || variableName.test(text),
      what: message("the name of an algorithm such as RS256"),
      before: "2.8",
    },
  ],
  mqtt_field_value: [mqttPacket],
  protobuf,
  "req.fhdr": occurrence,
  "req.hdr": occurrence,
  "req.hdr_ip": occurrence,
  "req.hdr_val": occurrence,
  "req.payload_lv": lengthAndValue,
  "res.fhdr": occurrence,
  "res.hdr": occurrence,
  "res.hdr_ip": occurrence,
  "res.hdr_val": occurrence,
  "res.payload_lv": lengthAndValue,
  regsub: [{ index: 2, isFit: (text) => /^[gi]+$/.test(text), what: message("one of {known}", { known: "g, i, gi" }) }],
  sha2: [oneOf(0, ["224", "256", "384", "512"])],
  ssl_c_i_dn: distinguishedName,
  ssl_c_r_dn: distinguishedName,
  ssl_c_s_dn: distinguishedName,
  ssl_f_i_dn: distinguishedName,
  ssl_f_s_dn: distinguishedName,
  ssl_s_i_dn: distinguishedName,
  ssl_s_s_dn: distinguishedName,
  strcmp: [variable(0)],
  ungrpc: protobuf,
  url_enc: [oneOf(0, ["query"])],
  uuid: [oneOf(0, ["4"], "3.0")],
  word: [notZero],
};

/** The default of a map whose values are addresses. */
const mapDefault: readonly ValueRule[] = [
  {
    index: 1,
    isFit: (text) => parseIpAddress(text) !== undefined || !/^[\w.:-]+$/.test(text),
    what: message("an IP address"),
  },
];

function rulesOf(name: string): readonly ValueRule[] {
  if (/^map_[a-z]+_ip$/.test(name)) return mapDefault;
  return Object.hasOwn(rules, name) ? (rules[name] ?? []) : [];
}

/**
 * What an argument must be that is not there and has to be, though its type would allow that.
 *
 * @param count how many arguments there are; undefined where there are no parentheses
 * @returns undefined where nothing is missing
 */
export function neededValue(name: string, count: number | undefined): Message | undefined {
  return rulesOf(name).find(
    ({ index, isNeeded }) =>
      isNeeded !== undefined && index >= (count ?? 0) && (count !== undefined || isNeeded === "always"),
  )?.what;
}

/**
 * What an argument must be, if the fetch or converter takes only some of the values that its type would allow.
 *
 * @param index which argument, counted from 0
 * @param mask the versions (bits) to judge by
 * @returns undefined where the value is right, or anything goes
 */
export function wantedValue(name: string, index: number, text: string, mask: number): Message | undefined {
  const rule = rulesOf(name).find((one) => one.index === index);
  if (rule === undefined || rule.isFit(text)) return undefined;
  if (rule.before !== undefined && (mask & versionsFrom(rule.before)) !== 0) return undefined;
  return rule.what;
}
