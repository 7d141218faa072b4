import { isWithin, type Scope } from "../cluster/layout.ts";
import type { SystemFacts } from "../model/system/facts.ts";
import { folderOf } from "./part-index.ts";

/** Where a file that sets something of the kernel holds, and for which families it allows to bind foreign addresses. */
interface Setting {
  /** The innermost folder around the file that scopes reach over; undefined where none does: then it may be for all of them. */
  readonly reach: string | undefined;
  readonly families: SystemFacts["nonlocalBind"];
}

/** The innermost of some folders around a file. */
function innermostAround(file: string, reaches: ReadonlySet<string>): string | undefined {
  let folder = folderOf(file);
  while (folder !== "" && !reaches.has(folder)) folder = folderOf(folder);
  return reaches.has(folder) ? folder : undefined;
}

/**
 * Tells for each scope the families for which `ip_nonlocal_bind` is set by a file that may be about it. A file among the files of
 * one scope is about that one; one that lies elsewhere (`roles/common/tasks/`) may be about any.
 *
 * @param scopes all scopes of the workspace
 * @param files those that may set it
 * @param factsOf what a file sets
 */
export function nonlocalBindsOf(
  scopes: readonly Scope[],
  files: readonly string[],
  factsOf: (file: string) => SystemFacts | undefined,
): (scope: Scope) => ReadonlySet<4 | 6> {
  const reaches = new Set(scopes.flatMap(({ isDocument, reach }) => (isDocument ? [] : [reach])));
  const settings = files.flatMap((file): Setting[] => {
    const facts = factsOf(file);
    return facts === undefined ? [] : [{ reach: innermostAround(file, reaches), families: facts.nonlocalBind }];
  });
  return ({ reach }) =>
    new Set(
      settings.flatMap((setting) =>
        setting.reach === undefined || isWithin(reach, setting.reach) ? [...setting.families] : [],
      ),
    );
}
