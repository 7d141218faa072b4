import { describe, expect, test } from "vitest";
import { referencesAt } from "../../server/src/services/references.ts";
import { addressReferences, cluster } from "./address-cases.ts";
import { openMarked, sayPlaces } from "./marked.ts";
import { nameCases } from "./name-cases.ts";

function expectReferences(text: string): void {
  const { source, given, used } = openMarked(text);
  for (const { file, start, end } of [...given, ...used]) {
    for (const offset of [start, end]) {
      const all = referencesAt(source, file, offset, true);
      expect(sayPlaces(source, all)).toEqual(sayPlaces(source, [...given, ...used]));
      expect(sayPlaces(source, referencesAt(source, file, offset, false))).toEqual(sayPlaces(source, used));
    }
  }
}

describe("references", () => {
  test.each(nameCases)("are the same from every place: $title", ({ text }) => expectReferences(text));

  test.each(addressReferences)("across files: $title", ({ marks }) => expectReferences(cluster(marks)));

  test("across files: a virtual router's id, equal or not", () => {
    const { source, used } = openMarked(cluster({ id1: "«51»", id2: "«52»" }));
    expect(used).toHaveLength(2);
    for (const { file, start } of used) {
      expect(sayPlaces(source, referencesAt(source, file, start, true))).toEqual(sayPlaces(source, used));
    }
  });

  test("an address of a file without a cluster: in the file, wherever it stands and however it is written", () => {
    expectReferences(`
vrrp_instance V {
    unicast_src_ip ‹2001:db8::1›
    virtual_ipaddress { 2001:db8::2/64 }
}
virtual_server «2001:db8::1» 80 {
    real_server «2001:DB8:0::1» 80 { weight 1 }
    real_server 2001:db8::10 80 { weight 1 }
}
`);
    expectReferences(`
frontend f
    bind «10.0.0.1»:80
    acl me dst «10.0.0.1» 10.0.0.1/24 10.0.0.10
resolvers r
    nameserver a «10.0.0.1:53»
`);
  });

  test("of a word that names nothing there are none", () => {
    const { source } = openMarked("frontend f\n    mode tcp\n    bind 127.0.0.1:80\n");
    for (let offset = 11; offset < 44; offset++) expect(referencesAt(source, "haproxy.cfg", offset, true)).toEqual([]);
    const filledIn = openMarked("vrrp_instance V {\n    priority $‸X\n    state $X\n}\n");
    expect(referencesAt(filledIn.source, "keepalived.conf", filledIn.cursor.offset, true)).toEqual([]);
  });
});
