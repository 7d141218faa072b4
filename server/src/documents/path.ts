/** The folders and the name of a file key, which always has `/` between folders. */
export function splitPath(file: string): { folders: string[]; name: string } {
  const parts = file.split("/");
  const name = parts.pop() ?? "";
  return { folders: parts, name };
}

/** Endings that mark a file as a template of the file without it. */
const templateEnding = /\.(?:j2|jinja2?|tmpl|tpl|erb|gotmpl)$/i;

/** Endings that mark a copy that no program reads; such files are checked alone. */
const copyEnding = /(?:\.(?:bak|backup|old|orig|rpmnew|rpmsave|sample|example|disabled|swp|dpkg-[a-z]+)|~)$/i;

/** Whether the file is a template, by its name. */
export function isTemplateName(name: string): boolean {
  return templateEnding.test(name);
}

/** A name or path without the ending that marks a template: `keepalived.conf.j2` → `keepalived.conf`. */
export function withoutTemplateEnding(path: string): string {
  return path.replace(templateEnding, "");
}

/** Whether the file is a copy that lies beside the real one, by its name. */
export function isCopyName(name: string): boolean {
  return copyEnding.test(name);
}

/** A file's name without the endings of templates and copies: `haproxy.cfg.j2` → `haproxy.cfg`. */
export function bareName(name: string): string {
  let bare = name;
  for (;;) {
    const next = bare.replace(templateEnding, "").replace(copyEnding, "");
    if (next === bare || next === "") return bare;
    bare = next;
  }
}
