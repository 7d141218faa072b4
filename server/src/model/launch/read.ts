import { splitPath } from "../../documents/path.ts";
import { isHaproxyUnit, type ServiceLanguage, startsHaproxy } from "../../documents/service-file.ts";
import type { YamlReader } from "../kubernetes/yaml-reader.ts";
import type { ServiceFacts } from "./facts.ts";
import { launchesOfImage } from "./image.ts";
import { launchesOfScript } from "./script.ts";
import { readUnit, readUnitEnvironment } from "./unit.ts";

const nothing: ServiceFacts = { launches: [], unit: undefined };

/**
 * What a file tells of how haproxy is started.
 *
 * @param file its key
 * @param language what it is
 * @param yamlReader without it compose files say nothing
 */
export function serviceFacts(
  file: string,
  language: ServiceLanguage | "shell",
  text: string,
  yamlReader: YamlReader | undefined,
): ServiceFacts {
  switch (language) {
    case "systemd":
      return isHaproxyUnit(file) ? { launches: [], unit: readUnit(text) } : nothing;
    case "environment": {
      const isDebian = splitPath(file).folders.at(-1) === "default";
      return { launches: [], unit: readUnitEnvironment(text, isDebian ? "debian" : "redhat") };
    }
    case "compose":
      return { launches: yamlReader?.launches(text) ?? [], unit: undefined };
    case "image":
      return { launches: launchesOfImage(text), unit: undefined };
    case "shell":
      return startsHaproxy(text) ? { launches: launchesOfScript(text), unit: undefined } : nothing;
  }
}
