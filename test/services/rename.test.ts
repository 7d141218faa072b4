import { describe, expect, test } from "vitest";
import { sayMessage } from "../../server/src/rules/finding.ts";
import type { RenameRefusal } from "../../server/src/services/renamable-thing.ts";
import { prepareRename, renameAt } from "../../server/src/services/rename.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { openMarked } from "./marked.ts";
import { nameCases } from "./name-cases.ts";

/** Of the cases that all services share: those whose names are not changed, with a part of the reason. */
const refused: Readonly<Record<string, string>> = {
  "a peer": "known outside",
  "a peers section": "known outside",
  "a table of a peers section": "known outside",
  "a user of a userlist": "known outside",
  "an interface, which nothing gives": "Nothing here gives the name",
  "hosts that lines are for, which nothing gives": "known outside",
};

/** A haproxy.cfg with the section that makes it whole; other texts as they are. */
function whole(text: string): string {
  const isOther = text.startsWith("//- ") || /^(?:vrrp|virtual|global_defs|track|bfd|[$~@])/m.test(text);
  return isOther || text.includes("global\n") ? text : `global\n    daemon\n${text}`;
}

const refusals: readonly { readonly title: string; readonly text: string; readonly says: string }[] = [
  {
    title: "a backend where haproxy reads files that are not here",
    text: "//- haproxy.cfg\nglobal\nfrontend f\n    default_backend ‸b\nbackend b\n//- haproxy.service\nExecStart=haproxy -f /a/haproxy.cfg -f /a/conf.d\n",
    says: "other files that haproxy reads",
  },
  { title: "a keyword", text: "global\nbackend b\n    bal‸ance source\n", says: "No name stands here" },
  { title: "an address", text: "global\nbackend b\n    server s 10.0.‸0.1:80\n", says: "takes part in no cluster" },
  {
    title: "a name that nothing gives",
    text: "global\nfrontend f\n    default_backend ‸b\n",
    says: "Nothing here gives",
  },
  {
    title: "a backend where a name is worked out",
    text: "global\nfrontend f\n    use_backend %[hdr(host)]\nbackend ‸b\n",
    says: "worked out or filled in later",
  },
  {
    title: "a backend where a name is filled in",
    text: "global\nfrontend f\n    default_backend {{ backend }}\nbackend ‸b\n",
    says: "worked out or filled in later",
  },
  {
    title: "a server where a template has lines of its own",
    text: "global\nbackend b\n    server ‸s 10.0.0.1:80\n{% if x %}\n    server t 10.0.0.2:80\n{% endif %}\n",
    says: "a template fills in",
  },
  {
    title: "a backend that a sample is compared with",
    text: "global\nfrontend f\n    acl a be_name -m str bee\n    default_backend bee\nbackend ‸bee\n",
    says: "also stands on line 3",
  },
  {
    title: "a server that stands in a line which is not known",
    text: "global\nbackend b\n    server ‸s 10.0.0.1:80\n    new-keyword s\n",
    says: "also stands on line 4",
  },
  {
    title: "a backend in a part of a configuration",
    text: "frontend f\n    default_backend b\nbackend ‸b\n",
    says: "may be used in other files",
  },
  {
    title: "a backend beside a part of a configuration",
    text: "//- haproxy.cfg\nglobal\nbackend ‸b\n//- haproxy-parts/haproxy-more.cfg\nfrontend f\n    default_backend b\n",
    says: "may be used in other files",
  },
  {
    title: "a backend whose stick table peers know",
    text: "global\nbackend ‸b\n    stick-table type ip size 1m peers p\npeers p\n    peer a 10.0.0.1:1024\n",
    says: "peers know it by",
  },
  {
    title: "one of two sections with a name that does not tell which",
    text: "global\nfrontend ‸w\n    stats scope w\nbackend w\n",
    says: "the name of several things",
  },
  {
    title: "a name with an escape in it",
    text: 'global\nfrontend f\n    default_backend "b"\\x31\nbackend ‸b1\n',
    says: "not written out plainly on line 3",
  },
  {
    title: "a server that a template makes",
    text: "global\nbackend b\n    server-template s 3 10.0.0.1:80\n    use-server ‸s1 if { src 10.0.0.1 }\n",
    says: "not written out plainly on line 3",
  },
  {
    title: "a script that a definition names",
    text: "$S=chk\nvrrp_script ‸chk { script /bin/true }\nvrrp_instance V {\n    track_script { $S }\n}\n",
    says: "not written out plainly on line 4",
  },
  {
    title: "a script where an include leads out of the workspace",
    text: "include conf.d/*.conf\nvrrp_script ‸chk { script /bin/true }\n",
    says: "not in the workspace",
  },
  {
    title: "an instance that a notify script is told of",
    text: "vrrp_instance ‸V {\n    notify /etc/keepalived/notify.sh\n}\n",
    says: "the notify script on line 2",
  },
  {
    title: "an instance that a command names",
    text: 'vrrp_instance ‸V {\n    notify_master "/bin/up V"\n}\n',
    says: "also stands on line 2",
  },
];

/** New names that are not taken. */
const badNames: readonly { readonly text: string; readonly newName: string; readonly says: string }[] = [
  { text: "global\nbackend ‸b\n", newName: "b c", says: "can't be a name" },
  { text: "global\nbackend ‸b\n", newName: "", says: "can't be a name" },
  { text: "global\nbackend ‸b\nlisten c\n", newName: "c", says: "given or used here already" },
  { text: "global\nfrontend f\n    default_backend c\nbackend ‸b\n", newName: "c", says: "given or used here already" },
  { text: "frontend f\n    acl ‸a always_true\n    acl c always_true\nglobal\n", newName: "c", says: "already" },
  { text: "global\nfrontend f\n    acl ‸a always_true\n", newName: "or", says: "means something else" },
  { text: "global\nfrontend f\n    acl ‸a always_true\n", newName: "METH_GET", says: "means something else" },
  { text: "global\ndefaults ‸d\n", newName: "from", says: "means something else" },
  { text: "$‸A=1\nvrrp_instance V {\n    priority $A\n}\n", newName: "A-B", says: "can't be a name" },
];

/** Why something is not renamed. */
function refusalOf(answer: object | RenameRefusal): string | undefined {
  return "refusal" in answer ? sayMessage(answer.refusal) : undefined;
}

describe("rename", () => {
  test.each(nameCases)("changes every place, or none: $title", ({ title, text }) => {
    const { source, given, used } = openMarked(whole(text));
    const reason = refused[title];
    const places = [...given, ...used];
    for (const { file, start, end } of places) {
      const offer = prepareRename(source, file, start);
      if (reason !== undefined) {
        expect(refusalOf(offer)).toContain(reason);
        continue;
      }
      expect(offer).toEqual({ place: { file, start, end }, name: source.textOf(file)?.slice(start, end) });
      const renaming = renameAt(source, file, start, "fresh_name");
      if ("refusal" in renaming) throw new Error(sayMessage(renaming.refusal));
      for (const name of source.fileNames()) {
        const edits = renaming.edits.filter((one) => one.file === name).map(({ edit }) => edit);
        const wanted = places
          .filter((place) => place.file === name)
          .map((place) => ({ start: place.start, end: place.end, newText: "fresh_name" }));
        const before = source.textOf(name) ?? "";
        expect(applyEdits(before, edits)).toBe(applyEdits(before, wanted));
      }
    }
  });

  test.each(refusals)("refuses $title", ({ text, says }) => {
    const { source, cursor } = openMarked(text);
    expect(refusalOf(prepareRename(source, cursor.file, cursor.offset))).toContain(says);
    expect(refusalOf(renameAt(source, cursor.file, cursor.offset, "fresh_name"))).toContain(says);
  });

  test.each(badNames)("does not take $newName for $text", ({ text, newName, says }) => {
    const { source, cursor } = openMarked(text);
    expect(prepareRename(source, cursor.file, cursor.offset)).toHaveProperty("name");
    const renaming = renameAt(source, cursor.file, cursor.offset, newName);
    expect(refusalOf(renaming)).toContain(says);
  });

  test("the name of a cookie or a header's value is no name of a server", () => {
    const { source, cursor } = openMarked(
      "global\nbackend b\n    server ‸s 10.0.0.1:80 cookie s\n    http-request set-header X s\n    mode tcp\n",
    );
    expect(renameAt(source, cursor.file, cursor.offset, "t")).toMatchObject({ edits: [{ edit: { newText: "t" } }] });
  });

  test("an ACL may have the name of another proxy's", () => {
    const { source, cursor } = openMarked(
      "global\nfrontend f\n    acl ‸a always_true\nfrontend g\n    acl b always_true\n",
    );
    expect(renameAt(source, cursor.file, cursor.offset, "b")).toMatchObject({ edits: [{ edit: { newText: "b" } }] });
  });
});
