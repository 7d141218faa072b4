import { type FilePlace, type NavigationSource, placeOfAnchor, sortedOnce } from "./source.ts";

/** The `virtual_router_id` lines of the virtual router whose id stands at an offset, sorted; empty where none stands. */
export function routerIdsAt(source: NavigationSource, file: string, offset: number): readonly FilePlace[] {
  for (const cluster of source.clustersOf(file)) {
    for (const { members } of cluster.virtualRouters) {
      const places = members.flatMap(({ file: name, instance: { virtualRouterId } }) => {
        if (virtualRouterId === undefined) return [];
        return [placeOfAnchor(name, virtualRouterId.at)];
      });
      if (places.some((place) => place.file === file && place.start <= offset && offset <= place.end)) {
        return sortedOnce(places);
      }
    }
  }
  return [];
}
