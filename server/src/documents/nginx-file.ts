import { splitPath } from "./path.ts";

const streamFolder = /^(?:streams?|tcp|l4)(?:[-_.](?:conf\.d|conf|d|enabled|available|configs?))?$/i;
const streamBlock = /^[ \t]*stream[ \t]*(?:\{|$)/m;
/** Where a stream passes its connections to; that of `http` begins with a scheme. */
const passes = /^[ \t]*(?:server[ \t]*\{[^}\n]*)?proxy_pass[ \t]+(?!["']?(?:https?|grpcs?):)[^;\s]/m;
const confName = /\.conf$/i;

/** Whether a folder's name says that its files are included within nginx's `stream`. */
export function isStreamFolder(name: string): boolean {
  return streamFolder.test(name);
}

/** Whether a name, without the endings of templates and copies, is one that nginx's own files have. */
export function isNginxName(name: string): boolean {
  return /^nginx.*\.conf$/i.test(name);
}

/** Whether a text that stands in another one is a config of nginx that passes streams on. */
export function showsNginxStream(text: string): boolean {
  return streamBlock.test(text) && passes.test(text);
}

/**
 * Whether a text is a config of nginx that passes streams on: it has a `stream` block, or its folder says that it is included in
 * one.
 *
 * @param file the file's key, without the endings of templates
 */
export function isNginxStream(file: string, text: string): boolean {
  const { folders, name } = splitPath(file);
  if (!confName.test(name) || !passes.test(text)) return false;
  if (streamBlock.test(text)) return true;
  return isStreamFolder(folders[folders.length - 1] ?? "") && /^[ \t]*server[ \t]*(?:\{|$)/m.test(text);
}
