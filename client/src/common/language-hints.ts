/**
 * Cheap guesses without the server: whether it is worth asking it for the language of a document that VS Code did not
 * take for keepalived or haproxy by its name. Nothing here decides a language; that is the server's part.
 */

/** How many lines at the beginning of a document are looked at. */
export const inspectedLines = 200;

/** How many UTF-16 units at the beginning of a document are looked at, for files of few but endless lines. */
export const inspectedLength = 16_384;

/** Language ids that VS Code or a template extension gives to a file because of an ending that says little. */
const replaceableLanguageIds = new Set([
  "plaintext",
  "properties",
  "ini",
  "conf",
  "jinja",
  "jinja2",
  "jinja-text",
  "ansible-jinja",
  "erb",
  "gotmpl",
  "go-template",
]);

/** Endings behind the real one: of templates, of backups and of what package managers leave beside a file. */
const outerEnding = /\.(?:j2|jinja2?|tmpl|tpl|erb|gotmpl|in|bak|old|orig|sample|example|rpmnew|rpmsave|dpkg-\w+)$/i;

/**
 * Says whether a document might be one of the languages under another name.
 *
 * @param path the path of the document with `/` between its parts
 * @param languageId the language that VS Code has given it
 */
export function isDetectionCandidate(path: string, languageId: string): boolean {
  if (!replaceableLanguageIds.has(languageId)) return false;
  const parts = path.toLowerCase().split("/");
  const name = parts.pop() ?? "";
  if (/keepalived|haproxy|^etcd/.test(name) || parts.includes("keepalived") || parts.includes("haproxy")) return true;
  return outerEnding.test(name) || /\.(?:conf|cfg|cnf)$/.test(name);
}

/**
 * Words that open a section or block of the two languages at the beginning of a line, and keepalived's customary first
 * line. Words that are common elsewhere (`global`, `log`) are in: a needless question costs little, and the server
 * answers "neither".
 */
const openingWords =
  /^[ \t]*(?:! *Configuration File for keepalived|(?:global_defs|static_ipaddress|static_routes|vrrp_script|vrrp_instance|vrrp_sync_group|vrrp_track_process|vrrp_track_file|virtual_server|virtual_server_group|real_server|bfd_instance|lvs_sync_daemon)\b|(?:global|defaults|frontend|backend|listen|peers|resolvers|userlist)(?:[ \t]+[\w.:-]+)*[ \t]*(?:#.*)?\r?$|(?:export[ \t]+)?ETCD_[A-Z_]+[ \t]*=)/im;

/**
 * Says whether the beginning of a text shows a word that opens a section or block of one of the languages.
 *
 * @param text the first lines of a document
 */
export function hasOpeningWords(text: string): boolean {
  return openingWords.test(text);
}
