import type { IpAddress } from "../model/address.ts";
import type { Bind } from "../model/haproxy/facts.ts";
import type { VrrpInstance } from "../model/keepalived/facts.ts";
import type { Endpoint } from "../model/kubernetes/facts.ts";
import { isPlaceholder, type Stated } from "../model/value.ts";
import { type Anchor, spanOf } from "../syntax/tree.ts";
import { endpointAt } from "./address-targets.ts";
import { addressAt } from "./addresses.ts";
import { type FactsSource, type FilePlace, type NavigationSource, placeOfAnchor } from "./source.ts";

/** A place of a file whose value means something to the other files of the cluster. */
export type ClusterPlace = FilePlace &
  (
    | { readonly kind: "member"; readonly instance: VrrpInstance }
    | { readonly kind: "bind"; readonly bind: Bind }
    | { readonly kind: "endpoint"; readonly endpoint: Endpoint }
    | { readonly kind: "address"; readonly address: IpAddress }
  );

function covers(file: string, at: Anchor, offset: number): boolean {
  const { file: home, start, end } = placeOfAnchor(file, at);
  return home === file && start <= offset && offset <= end;
}

/** The word of a line at an offset, among the keyword in front of a value and the value itself. */
function wordOf(source: FactsSource, file: string, keyword: string, at: Anchor, offset: number): FilePlace | undefined {
  const { file: home, start, end } = placeOfAnchor(file, at);
  if (home !== file) return undefined;
  if (start <= offset && offset <= end) return { file, start, end };
  const before = (source.textOf(file) ?? "").slice(Math.max(0, start - 200), start);
  const written = /(\S+)[ \t]+$/.exec(before);
  if (written?.[1] !== keyword) return undefined;
  const keywordStart = start - written[0].length;
  const keywordEnd = keywordStart + keyword.length;
  return keywordStart <= offset && offset <= keywordEnd ? { file, start: keywordStart, end: keywordEnd } : undefined;
}

function memberAt(source: FactsSource, file: string, offset: number): ClusterPlace | undefined {
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "keepalived") continue;
    for (const instance of facts.instances) {
      if (!covers(file, instance.at, offset)) continue;
      const values: readonly (readonly [string, Stated<number> | undefined])[] = [
        ["virtual_router_id", instance.virtualRouterId],
        ["priority", instance.priority],
      ];
      for (const [keyword, stated] of values) {
        if (stated === undefined || isPlaceholder(stated.text)) continue;
        const word = wordOf(source, file, keyword, stated.at, offset);
        if (word !== undefined) return { kind: "member", ...word, instance };
      }
    }
  }
  return undefined;
}

function bindAt(source: FactsSource, file: string, offset: number): ClusterPlace | undefined {
  for (const facts of source.factsOf(file)) {
    if (facts.kind !== "haproxy") continue;
    for (const { facts: proxy } of facts.proxies) {
      for (const bind of proxy.binds) {
        if (!covers(file, bind.line, offset) || bind.isUnknown) continue;
        if (covers(file, bind.at, offset)) return { kind: "bind", file, ...spanOf(bind.at), bind };
        const { start } = spanOf(bind.line);
        const end = start + "bind".length;
        const isKeyword = offset <= end && source.textOf(file)?.slice(start, end) === "bind";
        if (isKeyword) return { kind: "bind", file, start, end, bind };
      }
    }
  }
  return undefined;
}

/**
 * The VIP, virtual router, bind or endpoint at an offset of a file, told by the file alone; whether a cluster has it is for the
 * others to say.
 */
export function clusterPlaceAt(source: NavigationSource, file: string, offset: number): ClusterPlace | undefined {
  const own = memberAt(source, file, offset) ?? bindAt(source, file, offset);
  if (own !== undefined) return own;
  const endpoint = endpointAt(source, file, offset);
  if (endpoint?.value?.isHostUnknown === true) return undefined;
  if (endpoint?.value !== undefined) {
    return { kind: "endpoint", file, ...spanOf(endpoint.at), endpoint: endpoint.value };
  }
  const here = addressAt(source, file, offset);
  return here === undefined ? undefined : { kind: "address", ...here.place, address: here.address };
}
