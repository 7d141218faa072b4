import { describe, expect, test } from "vitest";
import {
  explainKeepalivedKeyword,
  keepalivedBooleans,
  keepalivedManual,
  keepalivedValueSyntax,
} from "../../server/src/schema/keepalived/explain.ts";
import type { KeepalivedKeyword, KeepalivedVersionChoice } from "../../server/src/schema/keepalived/index.ts";
import {
  keepalivedBlock,
  keepalivedKeyword,
  keepalivedPlacesOf,
  keepalivedRelease,
  keepalivedVersionFor,
  lookupKeepalivedKeyword,
} from "../../server/src/schema/keepalived/index.ts";

function look(path: string, name: string, version: KeepalivedVersionChoice = "auto") {
  return lookupKeepalivedKeyword(path === "" ? [] : path.split("/"), name, version);
}

function allKeywords(path: readonly string[] = []): KeepalivedKeyword[] {
  const keywords = keepalivedBlock(path, "auto")?.keywords ?? [];
  return keywords.flatMap((keyword) =>
    keyword.block === "keywords" ? [keyword, ...allKeywords([...path, keyword.name])] : [keyword],
  );
}

function signature(path: string, version: KeepalivedVersionChoice): string {
  const keyword = keepalivedKeyword(path.split("/"));
  return keyword ? explainKeepalivedKeyword(keyword, version).signature : "";
}

describe("versions", () => {
  test("are read as people write them, and compared", () => {
    expect(keepalivedVersionFor("2.2")).toBe("2.2");
    expect(keepalivedVersionFor("v2.2.7")).toBe("2.2.7");
    expect(keepalivedVersionFor("1:2.2.7-1+b2")).toBe("2.2.7");
    expect(keepalivedVersionFor("auto")).toBe("auto");
    expect(keepalivedVersionFor("latest")).toBeUndefined();
    expect(keepalivedRelease("2.2")).toBeGreaterThan(keepalivedRelease("2.2.8"));
    expect(keepalivedRelease("2.3.0")).toBeGreaterThan(keepalivedRelease("2.2"));
  });
});

describe("lookupKeepalivedKeyword", () => {
  test("knows every keyword in its own block", () => {
    const keywords = allKeywords();
    expect(keywords.length).toBeGreaterThan(520);
    for (const { path, name } of keywords) {
      expect(lookupKeepalivedKeyword(path, name, "auto").status, [...path, name].join("/")).toBe("known");
    }
  });

  test("goes with the version", () => {
    expect(look("vrrp_instance", "timer_expired_backup", "2.2.7").status).toBe("other-version");
    expect(look("vrrp_instance", "timer_expired_backup", "2.2").status).toBe("known");
    expect(look("vrrp_instance", "unicast_ttl", "2.0").keyword?.since).toBe("2.1.0");
    expect(look("vrrp_instance", "virtual_ipaddress", "1.3").status).toBe("known");
  });

  test("tells a wrong parent from an unknown word", () => {
    expect(look("vrrp_instance", "router_id")).toMatchObject({ status: "misplaced", places: [["global_defs"]] });
    expect(look("virtual_server/real_server/TCP_CHECK", "nb_get_retry").status).toBe("misplaced");
    const slip = look("vrrp_instance", "prioritty");
    expect(slip.status).toBe("unknown");
    expect(slip.candidates).toContain("priority");
    expect(look("", "priority").places).toEqual([["vrrp_instance"]]);
    expect(keepalivedPlacesOf("inhibit_on_failure", "auto")).toContainEqual(["virtual_server", "real_server"]);
  });

  test("says nothing inside values, unknown blocks, definitions and includes", () => {
    for (const [path, name] of [
      ["vrrp_instance/virtual_ipaddress", "10.0.0.1"],
      ["rrp_script", "script"],
      ["", "$PRIO=100"],
      ["", "@lb1"],
      ["", "~SEQ(i,"],
      ["vrrp_instance", "include"],
      ["", "includer"],
      ["", ""],
    ] as const) {
      expect(look(path, name).status, `${path} ${name}`).toBe("unsure");
    }
    expect(look("", "__proto__").status).toBe("unknown");
  });

  test("keeps old spellings, and what they stand for", () => {
    expect(keepalivedKeyword(["vrrp_track_file"])).toMatchObject({ deprecated: true, aliasOf: "track_file" });
    expect(keepalivedKeyword(["virtual_server", "lb_algo"])).toMatchObject({ deprecated: false, aliasOf: "lvs_sched" });
    expect(keepalivedKeyword(["vrrp_instance", "nothing"])).toBeUndefined();
  });
});

describe("keepalivedBlock", () => {
  test("tells blocks of keywords from blocks of values", () => {
    expect(keepalivedBlock([], "auto")?.keywords.map(({ name }) => name)).toContain("vrrp_sync_group");
    expect(keepalivedBlock(["vrrp_instance", "track_script"], "auto")).toMatchObject({
      kind: "values",
      valueSyntax: "track_script",
    });
    expect(keepalivedBlock(["vrrp_instance", "priority"], "auto")).toBeUndefined();
    expect(keepalivedBlock(["nothing"], "auto")).toBeUndefined();
    expect(keepalivedBlock(["vrrp_instance"], "1.3")?.keywords.map(({ name }) => name)).not.toContain("track_file");
  });
});

describe("explaining", () => {
  test("arguments with ranges, units and choices", () => {
    expect(signature("vrrp_instance/priority", "auto")).toBe("priority <1..255>");
    expect(signature("vrrp_instance/advert_int", "auto")).toBe("advert_int <0.01..255 s>");
    expect(signature("vrrp_instance/state", "auto")).toBe("state MASTER|BACKUP");
    expect(signature("vrrp_instance/virtual_ipaddress", "auto")).toBe("virtual_ipaddress { … }");
    expect(signature("global_defs/vrrp_strict", "2.2")).toBe("vrrp_strict");
    expect(signature("global_defs/vrrp_strict", "2.4")).toBe("vrrp_strict [on|off]");
  });

  test("defaults, needs and what the programs do", () => {
    const keyword = keepalivedKeyword(["vrrp_instance", "virtual_router_id"]);
    if (!keyword) throw new Error("virtual_router_id is a keyword");
    const explained = explainKeepalivedKeyword(keyword, "2.2");
    expect(explained).toMatchObject({ required: "always", repeat: "not diagnosed, last wins" });
    expect(explained.probe?.no_argument).toBe("fatal: exit 2");
    expect(keepalivedValueSyntax("track_script")).toHaveProperty("line");
    expect(keepalivedValueSyntax("nothing")).toBeUndefined();
    expect(keepalivedBooleans()).toContain("on");
    expect(keepalivedManual()).toMatch(/^https:/);
  });

  test("every keyword has a signature that begins with its name", () => {
    for (const keyword of allKeywords()) {
      expect(explainKeepalivedKeyword(keyword, "auto").signature.split(" ")[0]).toBe(keyword.name);
    }
  });
});
