import type { Anchor } from "../../syntax/tree.ts";
import { parseIpAddress } from "../address.ts";
import { maskHoles, readHostName } from "../placeholder.ts";
import type { Stated } from "../value.ts";
import { isFilledIn, partOf, readPort, splitList, stated, stateText, type Written } from "../written.ts";
import type { EtcdForm, EtcdMember, EtcdPeer, EtcdPeers, EtcdSlip, EtcdUrl, EtcdUrls } from "./facts.ts";

/** A setting of etcd by its flag's name without dashes (`initial-cluster`), whatever the form that it is written in. */
export interface EtcdSetting {
  /** As it is written: `ETCD_NAME`, `--name`. */
  readonly label: string;
  readonly value: Written;
}

/** The settings of one member by flag; of several of one name the last. */
export type EtcdSettings = ReadonlyMap<string, EtcdSetting>;

/** Reads a URL; a missing port is an error to etcd, so that nothing is said of it. */
export function readEtcdUrl(text: string): EtcdUrl | undefined {
  const match = /^([a-z]+):\/\/(\[[^\]]*\]|[^:/]*):(\d+)\/?$/i.exec(text.trim());
  const [, scheme = "", authority = "", digits = ""] = match ?? [];
  const port = readPort(digits);
  const address = parseIpAddress(authority);
  const host = address?.text ?? readHostName(authority)?.toLowerCase();
  if (port === undefined || host === undefined) return undefined;
  const written = address?.family === 6 ? `[${address.text}]` : host;
  const canonical = scheme.toLowerCase();
  return { scheme: canonical, host, address, port, text: `${canonical}://${written}:${port}` };
}

/** A part of a list in which something may be filled in, though not in this part. */
function asPart(part: Written): Written {
  return part.isUnknown ? { ...part, isUnknown: /[$`]|%[a-zA-Z]/.test(part.text) } : part;
}

function stateUrl(part: Written): Stated<EtcdUrl> {
  const written = asPart(part);
  return stated(written, isFilledIn(written) ? undefined : readEtcdUrl(written.text));
}

/** States a comma-separated list of URLs. */
export function stateUrls(written: Written): EtcdUrls {
  const urls = splitList(written).map(stateUrl);
  return {
    list: stateText(written),
    urls,
    isComplete: urls.length > 0 && urls.every(({ value }) => value !== undefined),
  };
}

/** States several URLs that stand apart, as the items of a YAML list. */
export function stateUrlItems(items: readonly Written[], whole: Written): EtcdUrls {
  const urls = items.flatMap(splitList).map(stateUrl);
  return { list: stateText(whole), urls, isComplete: urls.every(({ value }) => value !== undefined) };
}

/** A member's name; a word such as `NODE_NAME` or `##NAME##` stands for one. */
function stateName(written: Written): Stated<string> {
  const isWord = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^#+\w+#+$/.test(written.text);
  return stated(written, isWord || isFilledIn(written) ? undefined : written.text);
}

/** Where a name ends and its URL begins. */
function splitPeer(part: Written): EtcdPeer | undefined {
  const masked = maskHoles(part.text);
  const equals = masked.indexOf("=");
  if (equals < 0) return undefined;
  const name = part.text.slice(0, equals).trim();
  const from = part.text.indexOf(name);
  const rest = part.text.slice(equals + 1);
  const url = rest.trim();
  const urlFrom = equals + 1 + rest.indexOf(url);
  return {
    name: stateName(asPart(partOf(part, from, from + name.length))),
    url: stateUrl(partOf(part, urlFrom, urlFrom + url.length)),
    at: part.at,
  };
}

function statePeers(written: Written): EtcdPeers {
  const parts = splitList(written);
  const peers = parts.map(splitPeer);
  const known = peers.filter((peer) => peer !== undefined);
  const isWhole = known.length === parts.length && known.length > 0 && !/[`\n]|\{%|\$\(/.test(written.text);
  const names = new Set(known.map(({ name }) => name.text));
  return {
    list: stateText(written),
    peers: known,
    isComplete: isWhole && known.every(({ name, url }) => name.value !== undefined && url.value !== undefined),
    size: isWhole ? names.size : undefined,
  };
}

/** A stretch of blanks in the list that makes etcd read another name than is meant, by offsets of the text. */
function blanksBeforeNames(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  // Blanks around a URL are cut away by etcd; those around a name become a part of it.
  for (const match of maskHoles(text).matchAll(/(?<=(?:^|,))[ \t]+(?=[^ \t,])|(?<=[^ \t,=])[ \t]+(?==)/g)) {
    found.push({ from: match.index, to: match.index + match[0].length });
  }
  return found;
}

/** The blanks in an initial cluster that etcd takes for a part of a name. */
export function blankSlips(settings: EtcdSettings): EtcdSlip[] {
  const setting = settings.get("initial-cluster");
  if (setting === undefined) return [];
  const { label, value } = setting;
  const blanks = blanksBeforeNames(value.text);
  const [first] = blanks;
  if (first === undefined) return [];
  const isReadable = value.raw === value.text;
  const cleaned = [...blanks]
    .reverse()
    .reduce((text, { from, to }) => text.slice(0, from) + text.slice(to), value.text);
  return [{ kind: "blank-in-list", at: value.at, setting: label, replacement: isReadable ? cleaned : undefined }];
}

const memberFlags = [
  "name",
  "initial-cluster",
  "initial-advertise-peer-urls",
  "listen-peer-urls",
  "advertise-client-urls",
  "listen-client-urls",
] as const;

/**
 * Makes a member of its settings.
 *
 * @param at what stands for the whole, where no name is given
 * @param isOpen whether more may be set elsewhere
 * @returns undefined where nothing of it is known by which it could be told from others
 */
export function etcdMember(
  settings: EtcdSettings,
  form: EtcdForm,
  at: Anchor | undefined,
  isOpen: boolean,
): EtcdMember | undefined {
  const urls = (flag: string): EtcdUrls | undefined => {
    const value = settings.get(flag)?.value;
    return value === undefined || value.text === "" ? undefined : stateUrls(value);
  };
  const name = (): Stated<string> | undefined => {
    const value = settings.get("name")?.value;
    return value === undefined || value.text === "" ? undefined : stateName(value);
  };
  const text = (flag: string): Stated<string> | undefined => {
    const value = settings.get(flag)?.value;
    return value === undefined || value.text === "" ? undefined : stateText(value);
  };
  const first = memberFlags.map((flag) => settings.get(flag)?.value.at).find((place) => place !== undefined);
  if (first === undefined) return undefined;
  const list = settings.get("initial-cluster")?.value;
  return {
    form,
    at: at ?? first,
    isOpen,
    name: name(),
    initialCluster: list === undefined || list.text === "" ? undefined : statePeers(list),
    peerUrls: urls("initial-advertise-peer-urls"),
    listenPeerUrls: urls("listen-peer-urls"),
    clientUrls: urls("advertise-client-urls"),
    listenClientUrls: urls("listen-client-urls"),
    state: text("initial-cluster-state"),
    token: text("initial-cluster-token"),
  };
}
