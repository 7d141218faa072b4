const hostsName = /^(?:hosts|hosts\.txt|.+\.hosts)$/i;

/** Whether a name, without the endings of templates and copies, is one that files like `/etc/hosts` have. */
export function isHostsName(name: string): boolean {
  return hostsName.test(name);
}

const entry =
  /^[ \t]*(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f]*:[\da-f:.]*(?:%\w+)?)[ \t]+[a-z\d_][\w.-]*[ \t]*(?:$|[ \t#])/im;

/** Groups and variables of an Ansible inventory, which is called `hosts` as well; mappings of YAML. */
const otherFormat = /^[ \t]*(?:\[|---[ \t]*$|[\w.-]+:(?:[ \t]|$)|[^#\n]*\w=)/m;

/** Whether a text has the lines of `/etc/hosts`, `address name…`, and none of what else lies under such a name. */
export function looksLikeHostsFile(text: string): boolean {
  return entry.test(text) && !otherFormat.test(text);
}
