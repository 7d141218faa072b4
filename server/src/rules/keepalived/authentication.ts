import { type BlockView, lastLine } from "./file-view.ts";

/** Whether an instance asks for authentication: without a type its block says nothing. */
export function hasType(block: BlockView): boolean {
  return block.blocks.some((inner) => inner.keyword === "authentication" && lastLine(inner, "auth_type") !== undefined);
}
