import { parseHaproxy } from "../../syntax/haproxy/parser.ts";
import type { HaproxyTree } from "../../syntax/haproxy/tree.ts";
import { parseKeepalived } from "../../syntax/keepalived/parser.ts";
import type { KeepalivedTree } from "../../syntax/keepalived/tree.ts";
import type { SectionBase } from "../../syntax/sections.ts";
import { LineIndex } from "../../text/line-index.ts";
import { haproxyFacts } from "../haproxy/extract.ts";
import type { HaproxyFacts } from "../haproxy/facts.ts";
import { keepalivedFacts } from "../keepalived/extract.ts";
import type { KeepalivedFacts } from "../keepalived/facts.ts";
import type { Region } from "./regions.ts";
import { withoutSubstitutions } from "./substitutions.ts";

/** A config that stands in another text, parsed. */
export interface EmbeddedConfig {
  readonly region: Region;
  /** The tree, placed in the host: its text is the host's, and its sections begin where they stand there. */
  readonly tree: HaproxyTree | KeepalivedTree;
  /** What it says, with anchors in the host's text. */
  readonly facts: HaproxyFacts | KeepalivedFacts;
  /** The config's own text, for the next edit to be compared with. */
  readonly body: string;
}

/** Puts sections one behind the other from an offset on: freshly parsed ones count from their own text's start. */
function placeFrom(sections: readonly SectionBase[], start: number): void {
  let at = start;
  for (const section of sections) {
    section.origin.offset = at;
    at += section.length;
  }
}

function parse(
  region: Region,
  text: string,
  body: string,
  previous: EmbeddedConfig | undefined,
): EmbeddedConfig["tree"] {
  const earlier = previous?.tree;
  if (earlier?.language === region.language && previous?.body === body) return { ...earlier, text };
  if (region.language === "haproxy") {
    const known = earlier?.language === "haproxy" ? { ...earlier, text: previous?.body ?? "" } : undefined;
    return { ...parseHaproxy(body, known), text };
  }
  const isReusable = earlier?.language === "keepalived" && !earlier.isExpanded;
  const known = isReusable ? { ...earlier, text: previous?.body ?? "" } : undefined;
  return { ...parseKeepalived(body, { previous: known }), text };
}

/** What a config in a text says; `hostLine` is the one of the host's, from 0, that it begins on. */
function factsOf(tree: EmbeddedConfig["tree"], hostLine: number): EmbeddedConfig["facts"] {
  return tree.language === "keepalived"
    ? { ...keepalivedFacts(tree.sections), hostLine }
    : { ...haproxyFacts(tree.sections), hostLine };
}

/**
 * Parses the configs among a text's regions.
 *
 * @param text the host's text, and `regions` what it holds
 * @param previous the configs of the text before an edit: what the edit did not touch is taken over, and they must not be used
 *   any more
 */
export function embeddedConfigs(
  text: string,
  regions: readonly Region[],
  previous: readonly EmbeddedConfig[] = [],
): EmbeddedConfig[] {
  const shown = regions.filter(({ language }) => language === "haproxy" || language === "keepalived");
  const lines = new LineIndex(text);
  const isSameCount = shown.length === previous.length;
  return shown.map((region, index) => {
    const raw = text.slice(region.start, region.end);
    const body = region.isExpanded ? withoutSubstitutions(raw) : raw;
    const tree = parse(region, text, body, isSameCount ? previous[index] : undefined);
    placeFrom(tree.sections, region.start);
    return { region, tree, facts: factsOf(tree, lines.position(region.start).line), body };
  });
}
