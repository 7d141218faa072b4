import { defaultSettings } from "../../../server/src/workspace/types.ts";
import { describeFindings } from "../../support/fixture.ts";

/** The findings of one haproxy.cfg, without the file's name. */
export function found(text: string, version = "auto", file = "haproxy.cfg"): string[] {
  const settings = { ...defaultSettings, haproxyVersion: version };
  return describeFindings(new Map([[file, text]]), settings).map((line) => line.replace(`${file}:`, ""));
}
