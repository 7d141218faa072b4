import { describe, expect, test } from "vitest";
import { definitionAt } from "../../server/src/services/definition.ts";
import { addressDefinitions, cluster } from "./address-cases.ts";
import { openMarked, sayPlaces } from "./marked.ts";
import { nameCases } from "./name-cases.ts";

/** Fixtures with the cursor at one place; where it leads is marked `‹›`. */
const cases: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: "the definition that holds at the place",
    text: "$A=1\n$‹A›=2\nvrrp_instance V {\n    priority $‸A\n}\n$A=3\n",
  },
  {
    title: "those of single hosts besides",
    text: `$A=0\n$‹A›=1\n@lb1 $‹A›=2\n@lb2 $‹A›=3\nvrrp_instance V {\n    priority \${‸A}\n}\n`,
  },
  {
    title: "any of them from another definition's value, which is looked up late",
    text: "$‹A›=1\n$B=x$‸A\n$‹A›=2\nvrrp_instance V {\n    priority $B\n}\n",
  },
  {
    title: "none from a use above all definitions",
    text: "vrrp_instance V {\n    priority $‸A\n}\n$A=3\n",
  },
  { title: "none of a placeholder", text: "backend b\n    use_backend {{ ‸x }}\n" },
  { title: "none of a name that is worked out", text: 'frontend f\n    use_backend "%[str(‸b)]"\nbackend b\n' },
  { title: "none of what nothing gives", text: "frontend f\n    default_backend ‸gone\n" },
  { title: "none in a comment", text: "frontend f\n    # default_backend ‸b\nbackend b\n" },
  {
    title: "the line that makes a server",
    text: "backend b\n    server-template ‹srv› 2-4 10.0.0.1:80\n    use-server ‸srv3 if { src 10.0.0.1 }\n",
  },
  {
    title: "no line that makes others",
    text: "backend b\n    server-template srv 2-4 10.0.0.1:80\n    use-server ‸srv1 if { src 10.0.0.1 }\n",
  },
  {
    title: "the sequence that makes an instance",
    text: "vrrp_sync_group G {\n    group { VI_‸2 }\n}\n‹~SEQ(N, 3) vrrp_instance VI_$N { priority 1 }›\n",
  },
  {
    title: "what an include brings in",
    text: "//- lb1/keepalived.conf\ninclude conf.d/‸*.conf\n//- lb1/conf.d/a.conf\n‹›vrrp_script a {\n}\n//- lb1/conf.d/b.conf\n‹›vrrp_script b {\n}\n",
  },
  {
    title: "what an include within a block brings in",
    text: "//- lb1/keepalived.conf\nvrrp_instance V {\n    @lb1 include ‸vips.inc\n}\n//- lb1/vips.inc\n‹›virtual_ipaddress {\n    10.0.0.1\n}\n",
  },
  { title: "nothing where an include leads out", text: "include /etc/‸elsewhere.conf\n" },
  {
    title: "the script of a change of state",
    text: '//- lb1/keepalived.conf\nvrrp_instance V {\n    notify_master "/etc/keepalived/‸up.sh x"\n}\n//- lb1/up.sh\n‹›#!/bin/sh\n# kubeadm\nexit 0\n',
  },
  {
    title: "both sections of one name, though haproxy refuses them",
    text: "frontend f\n    default_backend ‸b\nbackend ‹b›\nbackend ‹b›\n",
  },
];

describe("definition", () => {
  test.each(nameCases)("leads from every place to what gives it: $title", ({ text }) => {
    const { source, given, used } = openMarked(text);
    for (const { file, start, end } of [...given, ...used]) {
      for (const offset of [start, end]) {
        const definition = definitionAt(source, file, offset);
        expect(sayPlaces(source, definition?.targets ?? [])).toEqual(sayPlaces(source, given));
        if (definition !== undefined) expect(definition.origin).toEqual({ file, start, end });
      }
    }
  });

  test.each(cases)("finds $title", ({ text }) => {
    const { source, given, cursor } = openMarked(text);
    const definition = definitionAt(source, cursor.file, cursor.offset);
    expect(sayPlaces(source, definition?.targets ?? [])).toEqual(sayPlaces(source, given));
  });

  test.each(addressDefinitions)("across files: $title", ({ marks }) => {
    const { source, given, cursor } = openMarked(cluster(marks));
    const definition = definitionAt(source, cursor.file, cursor.offset);
    expect(sayPlaces(source, definition?.targets ?? [])).toEqual(sayPlaces(source, given));
    expect(definition === undefined).toBe(given.length === 0);
  });

  test("a server leads to the instances of a node whose address only the manifest knows", () => {
    const { source, given, cursor } = openMarked(`//- haconf.yaml
clusters:
  - name: c
    nodes:
      - { name: a, address: 10.0.0.11, files: [a/*] }
      - { name: b, address: 10.0.0.12, files: [b/*] }
//- a/keepalived.conf
vrrp_instance ‹VI_1› {
    virtual_router_id 51
    virtual_ipaddress { 10.0.0.100 }
}
//- b/keepalived.conf
vrrp_instance VI_1 {
    virtual_router_id 51
    virtual_ipaddress { 10.0.0.100 }
}
//- a/haproxy.cfg
backend apiservers
    server cp1 10.0.0‸.11:6443
    server cp2 10.0.0.12:6443
`);
    const definition = definitionAt(source, cursor.file, cursor.offset);
    expect(sayPlaces(source, definition?.targets ?? [])).toEqual(sayPlaces(source, given));
  });

  test("files of different clusters have nothing to do with each other", () => {
    const site = (name: string): string =>
      ["lb1", "lb2"]
        .map(
          (node, index) => `//- ${name}/${node}/keepalived.conf
vrrp_instance VI_1 {
    state ${index === 0 ? "MASTER" : "BACKUP"}
    virtual_router_id 51
    virtual_ipaddress { ${name === "b" || index === 1 ? "10.0.0.100" : "10.0.‸0.100"} }
}
`,
        )
        .join("");
    const { source, cursor } = openMarked(site("a") + site("b"));
    const definition = definitionAt(source, cursor.file, cursor.offset);
    expect(definition?.targets.map(({ file }) => file)).toEqual(["a/lb2/keepalived.conf"]);
  });

  test.each([
    ["the path that the folder mirrors", "/etc/keepalived/check.sh", "lb1/etc/keepalived/check.sh"],
    ["a quoted path with arguments", '"/etc/keepalived/check.sh -q"', "lb1/etc/keepalived/check.sh"],
    ["a script behind its shell", '"/bin/sh /etc/keepalived/check.sh"', "lb1/etc/keepalived/check.sh"],
    ["a script that is not there", "/etc/keepalived/other.sh", undefined],
    ["a program", "/usr/bin/check.sh", undefined],
  ])("leads from a script's path to its file, beside the same one of another node: %s", (_, command, file) => {
    const script = "#!/bin/sh\n# kubeadm\nexit 0\n";
    const marked = command.replace("check", "ch‸eck").replace("other", "ot‸her");
    const { source, cursor } = openMarked(
      `//- lb1/etc/keepalived/keepalived.conf\nvrrp_script c {\n    script ${marked}\n}\n//- lb1/etc/keepalived/check.sh\n${script}//- lb2/etc/keepalived/check.sh\n${script}`,
    );
    const definition = definitionAt(source, cursor.file, cursor.offset);
    expect(definition?.targets.map((target) => target.file)).toEqual(file === undefined ? undefined : [file]);
  });
});
