import type { PlacedFinding } from "../../server/src/workspace/types.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import type { LabCase } from "./cases.ts";

const isGrave = ({ severity }: PlacedFinding): boolean => severity === "error" || severity === "warning";

/** What haconf says of a case's configs, at warning or above: `a error cluster/…`. */
export function judgeLabCase({ configs }: LabCase): string[] {
  const workspace = new Workspace();
  for (const [node, text] of Object.entries(configs)) workspace.setFile(`${node}/keepalived.conf`, text);
  return workspace
    .allFindings()
    .filter(isGrave)
    .map(({ file, severity, code }) => `${file.replace("/keepalived.conf", "")} ${severity} ${code}`);
}
