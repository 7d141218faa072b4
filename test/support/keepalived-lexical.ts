/** A recorded text that shows how keepalived reads words and lines, with the exit status of `keepalived -t` by version. */
export interface LexicalCase {
  readonly id: string;
  readonly config: string;
  readonly exit: Readonly<Record<string, number>>;
}

/** The host as which the texts were run. */
export const lexicalConfigId = "node1";

/** The main file of a text, in the folder of its host. */
export const lexicalMain = "/case/node1/keepalived.conf";

const instance =
  "vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n virtual_ipaddress {\n 10.9.0.100\n }\n}\n";

/** What lay beside the texts: all that their `include` lines name. */
const parts: Readonly<Record<string, string>> = {
  "a.conf": instance,
  "bad.conf": "no_such_keyword\n",
  "frag.conf": "priority 100\n",
  "vips.conf": "10.9.0.100\n10.9.0.101\n",
};

/** Whether a text is written out: of a long line the records only say how long it is. */
export function isWrittenOut({ config }: LexicalCase): boolean {
  return !config.startsWith("(");
}

/** The files of a text: those that its include lines name lie where the machine had them. */
export function lexicalFiles(config: string): ReadonlyMap<string, string> {
  const files = new Map([[lexicalMain, config.replaceAll("@DIR@", "/case/node1")]]);
  if (config.includes("include"))
    for (const [name, text] of Object.entries(parts)) files.set(`/case/node1/inc/${name}`, text);
  return files;
}
