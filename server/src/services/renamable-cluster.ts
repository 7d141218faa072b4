import { renamableAddressAt } from "./renamable-address.ts";
import { renamableNodeAt } from "./renamable-node.ts";
import { renamableRouterIdAt } from "./renamable-router-id.ts";
import type { ClusterRenamable, RenameRefusal } from "./renamable-thing.ts";
import type { NavigationSource } from "./source.ts";

/** The virtual router's id, address or node at an offset, or why it is not renamed; undefined where none of these stands. */
export function clusterRenamableAt(
  source: NavigationSource,
  file: string,
  offset: number,
): ClusterRenamable | RenameRefusal | undefined {
  return (
    renamableRouterIdAt(source, file, offset) ??
    renamableNodeAt(source, file, offset) ??
    renamableAddressAt(source, file, offset)
  );
}
