import { describe, expect, test } from "vitest";
import { closest, editDistance } from "../../server/src/schema/suggest.ts";

describe("editDistance", () => {
  test("counts inserts, drops, replacements and swaps of neighbours", () => {
    expect(editDistance("timeout", "timeout", 3)).toBe(0);
    expect(editDistance("timout", "timeout", 3)).toBe(1);
    expect(editDistance("tiemout", "timeout", 3)).toBe(1);
    expect(editDistance("timeoutt", "timeout", 3)).toBe(1);
    expect(editDistance("", "abc", 3)).toBe(3);
    expect(editDistance("abcdef", "uvwxyz", 2)).toBe(3);
  });
});

describe("closest", () => {
  test("finds the likely slip", () => {
    expect(closest("prioritty", ["priority", "preempt", "state"])).toBe("priority");
    expect(closest("rrp_script", ["vrrp_script", "vrrp_instance", "track_file"])).toBe("vrrp_script");
    expect(closest("SMTP_CHEKC", ["SMTP_CHECK", "TCP_CHECK", "MISC_CHECK"])).toBe("SMTP_CHECK");
    expect(closest("Priority", ["priority"])).toBe("priority");
  });

  test("prefers a swap, then the same first letter, then the alphabet", () => {
    expect(closest("form", ["dorm", "from"])).toBe("from");
    expect(closest("blalance", ["valance", "balance"])).toBe("balance");
    expect(closest("sat", ["sax", "saw"])).toBe("saw");
  });

  test("says nothing where nothing is near", () => {
    expect(closest("foo", ["timeout", "mode"])).toBeUndefined();
    expect(closest("id", ["if", "no"])).toBeUndefined();
    expect(closest("mode", [])).toBeUndefined();
  });

  test("does not hang on the order of the candidates", () => {
    const candidates = ["accept", "accepted", "except", "expect"];
    expect(closest("acept", candidates)).toBe(closest("acept", [...candidates].reverse()));
  });
});
