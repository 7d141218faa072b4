import { bareName, splitPath } from "./path.ts";

/** The files that tell how haproxy is started, and with which configuration files. */
export type ServiceFileKind = "unit" | "environment" | "compose" | "image";

const unitName = /^haproxy(?:[-@][^/]*)?\.service$/;
const dropInFolder = /^haproxy(?:[-@][^/]*)?\.service\.d$/;
const composeName = /^(?:docker-)?compose[^/]*\.ya?ml$/i;
const imageName = /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:Dockerfile|Containerfile)$/i;

/**
 * What kind of service file a file is, by its path alone: a systemd unit of haproxy or a part of one (`haproxy.service.d/x.conf`),
 * the unit's environment (`default/haproxy`, `sysconfig/haproxy`), a compose file, or what an image is built from.
 */
export function serviceFileKind(file: string): ServiceFileKind | undefined {
  const { folders, name } = splitPath(file);
  const bare = bareName(name);
  const folder = folders.at(-1) ?? "";
  if (unitName.test(bare) || (dropInFolder.test(folder) && bare.endsWith(".conf"))) return "unit";
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
