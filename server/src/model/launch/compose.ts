import { composeYaml } from "../yaml/compose.ts";
import { DocumentReader, type Found } from "../yaml/document.ts";
import { configPaths, isHaproxyImage, isHaproxyProgram, wordsOf } from "./command.ts";
import type { HaproxyLaunch, Mount } from "./facts.ts";

/** The words of a command, which is a text or a list. */
function commandOf(reader: DocumentReader, service: Found, key: string): string[] {
  const list = reader.list(service, key);
  if (list.length > 0) return list.map(({ text }) => text);
  return wordsOf(reader.text(service, key) ?? "");
}

/** The bind mounts of a service: `./haproxy:/usr/local/etc/haproxy:ro`, or the same with keys. */
function mountsOf(reader: DocumentReader, service: Found): Mount[] {
  return reader.items(reader.get(service, "volumes")).flatMap((volume) => {
    const short = reader.written(volume)?.text.split(":");
    const from = short?.[0] ?? reader.text(volume, "source");
    const to = short?.[1] ?? reader.text(volume, "target");
    return from === undefined || to === undefined || !to.startsWith("/") ? [] : [{ from, to }];
  });
}

function launchOf(reader: DocumentReader, service: Found): HaproxyLaunch[] {
  const words = [...commandOf(reader, service, "entrypoint"), ...commandOf(reader, service, "command")];
  const program = words.findIndex(isHaproxyProgram);
  const isBare =
    program < 0 && words[0]?.startsWith("-") === true && isHaproxyImage(reader.text(service, "image") ?? "");
  const paths = program >= 0 || isBare ? configPaths(words.slice(program + 1)) : undefined;
  return paths === undefined ? [] : [{ paths, mounts: mountsOf(reader, service) }];
}

/**
 * How the services of a compose file start haproxy.
 *
 * @param text any text
 */
export function launchesOfCompose(text: string): HaproxyLaunch[] {
  return (composeYaml(text)?.documents ?? []).flatMap((document) => {
    const reader = new DocumentReader(document, text, { origin: { offset: 0 }, start: 0 });
    const services = reader.get(reader.root(), "services");
    return reader.pairs(services).flatMap((pair) => {
      const service = reader.get(services, reader.key(pair) ?? "");
      return service === undefined ? [] : launchOf(reader, service);
    });
  });
}
