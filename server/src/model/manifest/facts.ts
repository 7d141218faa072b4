import type { ManifestValue } from "../../schema/manifest/shape.ts";
import type { Anchor } from "../../syntax/tree.ts";
import type { Manifest } from "./manifest.ts";
import type { JudgedText } from "./texts.ts";

/** A text of the manifest and where it stands, without its quotes. */
export interface ManifestText {
  readonly text: string;
  readonly at: Anchor;
  /** It stands elsewhere (a YAML anchor, a block of lines), so it must not be replaced at `at`. */
  readonly isGenerated: boolean;
}

/** What is wrong with the text before anybody asks what it means. */
export type ManifestSyntaxFault =
  | "tab"
  | "indentation"
  | "unclosed"
  | "missing-sign"
  | "missing-colon"
  | "reserved-sign"
  | "bad-escape"
  | "other"
  | "too-large";

/** Something in a manifest that is wrong, whatever files there are. */
export type ManifestFault = { readonly at: Anchor } & (
  | { readonly kind: "syntax"; readonly fault: ManifestSyntaxFault; readonly text: string }
  /** `*name` without `&name`: mostly a glob that lacks its quotes. */
  | { readonly kind: "unknown-alias"; readonly text: string }
  | { readonly kind: "second-document" }
  | { readonly kind: "repeated-key"; readonly key: string; readonly firstAt: Anchor }
  | {
      readonly kind: "unknown-key";
      readonly key: string;
      readonly inside: "manifest" | "cluster" | "node";
      /** The keys that may stand there, without those that do. */
      readonly candidates: readonly string[];
    }
  /** A mapping where a text belongs, and the like; without a key it is the manifest as a whole. */
  | {
      readonly kind: "wrong-form";
      readonly key: string | undefined;
      readonly wanted: ManifestValue["form"] | "mapping";
      readonly found: "text" | "list" | "mapping";
    }
  | {
      readonly kind: "wrong-text";
      readonly key: string;
      readonly of: JudgedText;
      readonly text: string;
      /** What is meant, where that is clear; undefined too where the text can't be replaced. */
      readonly meant: string | undefined;
    }
  | { readonly kind: "missing-name"; readonly of: "cluster" | "node" }
  | { readonly kind: "repeated-name"; readonly of: "cluster" | "node"; readonly name: string; readonly firstAt: Anchor }
);

/** What a `haconf.yaml` says, and what is wrong with it. */
export interface ManifestFacts {
  readonly manifest: Manifest;
  /** The codes below `rules`. */
  readonly ruleCodes: readonly ManifestText[];
  /** Every path and glob of clusters and nodes. */
  readonly paths: readonly ManifestText[];
  readonly faults: readonly ManifestFault[];
}
