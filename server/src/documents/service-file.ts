import { bareName, splitPath } from "./path.ts";

/**
 * In what form a file tells how programs are started: as a systemd unit or a part of one, as the environment of haproxy's unit, as a
 * compose file, or as what an image is built from.
 */
export type ServiceLanguage = "systemd" | "environment" | "compose" | "image";

const unitName = /^haproxy(?:[-@][^/]*)?\.service$/;
const dropInFolder = /^haproxy(?:[-@][^/]*)?\.service\.d$/;
const composeName = /^(?:docker-)?compose[^/]*\.ya?ml$/i;
const imageName = /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:Dockerfile|Containerfile)$/i;

/** Whether a file is haproxy's systemd unit or a part of it (`haproxy.service.d/x.conf`), by its path. */
export function isHaproxyUnit(file: string): boolean {
  const { folders, name } = splitPath(file);
  const bare = bareName(name);
  return unitName.test(bare) || (dropInFolder.test(folders.at(-1) ?? "") && bare.endsWith(".conf"));
}

/**
 * What of haproxy's service a file may be, by its path alone: its unit, the unit's environment (`default/haproxy`,
 * `sysconfig/haproxy`), a compose file, or the recipe of an image; the last two may be of any program.
 */
export function serviceLanguageByPath(file: string): ServiceLanguage | undefined {
  const { folders, name } = splitPath(file);
  const bare = bareName(name);
  const folder = folders.at(-1) ?? "";
  if (isHaproxyUnit(file)) return "systemd";
  if (bare === "haproxy" && (folder === "default" || folder === "sysconfig")) return "environment";
  if (composeName.test(bare)) return "compose";
  return imageName.test(name) ? "image" : undefined;
}

/** Whether a compose file or the recipe of an image may have to do with haproxy; the others are haproxy's by their names. */
export function mentionsHaproxy(text: string): boolean {
  return text.includes("haproxy");
}

const haproxyCommand = /\bhaproxy\b(?:[^\n\\]|\\\r?\n|\\)*?[ \t"'](?:-f|--)[ \t"'\\]/;

/** Whether a shell script may start or check haproxy with configuration files that it names. */
export function startsHaproxy(text: string): boolean {
  return text.includes("haproxy") && haproxyCommand.test(text);
}
