import { describe, expect, test } from "vitest";
import {
  explainHaproxyKeyword,
  explainHaproxyTerm,
  findHaproxyTerm,
  haproxyEnumerations,
  haproxyManual,
  haproxyTerms,
  haproxyValuesAfter,
  signatureLine,
} from "../../server/src/schema/haproxy/explain.ts";
import type { HaproxyPlace, HaproxyVersionChoice } from "../../server/src/schema/haproxy/index.ts";
import {
  allHaproxyKeywords,
  haproxyActions,
  haproxyNextWords,
  haproxyPlaceOf,
  haproxySectionKinds,
  haproxySectionVersions,
  haproxyVersionFor,
  haproxyVersionMask,
  haproxyVersions,
  lookupHaproxyStatement,
} from "../../server/src/schema/haproxy/index.ts";

function look(place: HaproxyPlace, line: string, version: HaproxyVersionChoice = "2.6") {
  return lookupHaproxyStatement(place, line.split(" "), version);
}

function verdict(place: HaproxyPlace, line: string, version: HaproxyVersionChoice = "2.6"): string {
  const { status, effect } = look(place, line, version);
  return `${status} ${effect}`;
}

function names(place: HaproxyPlace, words: readonly string[], version: HaproxyVersionChoice = "3.2"): string[] {
  return haproxyNextWords(place, words, version).map(({ word }) => word);
}

describe("versions", () => {
  test("an odd version is judged as the even one below, the newest by its own facts", () => {
    expect(haproxyVersionFor("2.6.12-1+deb12u4")).toBe("2.6");
    expect(haproxyVersionFor("3.1")).toBe("3.0");
    expect(haproxyVersionFor("3.5-dev5")).toBe("3.5");
    expect(haproxyVersionFor("4.0")).toBe("3.5");
    expect(haproxyVersionFor("auto")).toBe("auto");
    expect(haproxyVersionFor("1.8")).toBeUndefined();
    expect(haproxyVersionFor("new")).toBeUndefined();
  });
});

describe("sections", () => {
  test("by version, and by header", () => {
    expect(haproxySectionKinds("2.6")).not.toContain("crt-store");
    expect(haproxySectionKinds("3.2")).toContain("crt-store");
    expect(haproxySectionVersions("program")).toEqual(["2.4", "2.6", "2.8", "3.0", "3.2"]);
    expect(haproxySectionVersions("fronted")).toEqual([]);
    expect(haproxyPlaceOf(["defaults"])).toBe("defaults");
    expect(haproxyPlaceOf(["defaults", "from", "base"])).toBe("defaults");
    expect(haproxyPlaceOf(["defaults", "base"])).toBe("defaults-named");
    expect(haproxyPlaceOf(["listen", "a"])).toBe("listen");
    expect(haproxyPlaceOf(["bind"])).toBeUndefined();
  });
});

describe("lookupHaproxyStatement", () => {
  test("knows every keyword in every place where the facts allow it", () => {
    for (const version of haproxyVersions) {
      const mask = haproxyVersionMask(version);
      for (const keyword of allHaproxyKeywords()) {
        if (keyword.kind !== "keyword" && keyword.kind !== "option") continue;
        for (const [place, versions] of keyword.allowed) {
          if ((versions & mask) === 0) continue;
          const found = lookupHaproxyStatement(place as HaproxyPlace, keyword.words, version);
          // The beginning of other names is one in the lists as well.
          const isBeginning = found.status === "incomplete" && found.candidates.length > 0;
          if (!isBeginning)
            expect(`${keyword.name} in ${place}: ${found.status} ${found.effect}`).toBe(
              `${keyword.name} in ${place}: known works`,
            );
          expect(found.statement?.name).toBe(keyword.name);
        }
      }
    }
  });

  test("tells an ignored keyword from a refused one", () => {
    expect(verdict("backend", "timeout client 5s")).toBe("misplaced ignored");
    expect(verdict("frontend", "option abortonclose")).toBe("misplaced ignored");
    expect(verdict("defaults", "bind :80")).toBe("misplaced refused");
    expect(verdict("defaults", "http-request deny")).toBe("misplaced refused");
    expect(verdict("defaults-named", "http-request deny")).toBe("known works");
    expect(look("global", "mode http").places).toEqual(["defaults", "defaults-named", "frontend", "listen", "backend"]);
    expect(look("resolvers", "timeout client 5s").places).toContain("frontend");
  });

  test("names the unknown word and what could stand there", () => {
    expect(look("frontend", "bnd :80")).toMatchObject({ status: "unknown", unknownWord: 0 });
    const option = look("frontend", "option htplog");
    expect(option).toMatchObject({ status: "unknown", unknownWord: 1, statement: { name: "option" } });
    expect(option.candidates).toContain("httplog");
    expect(look("frontend", "no option htplog")).toMatchObject({ status: "unknown", unknownWord: 2, prefix: "no" });
    expect(look("frontend", "http-request set-headr X y").candidates).toContain("set-header");
    expect(look("frontend", "tcp-request content foo")).toMatchObject({ status: "unknown", unknownWord: 2 });
    expect(look("frontend", "filter foo")).toMatchObject({ status: "unknown", unknownWord: 1 });
  });

  test("knows actions with arguments in parentheses, Lua's, and those of another ruleset", () => {
    expect(look("frontend", "http-request set-var(txn.a) path")).toMatchObject({
      status: "known",
      action: { name: "set-var" },
    });
    expect(look("frontend", "tcp-request content track-sc0 src").status).toBe("known");
    expect(look("frontend", "http-request lua.mine").status).toBe("known");
    expect(look("backend", "http-check set-var(check.a) src").statement?.name).toBe("http-check set-var");
    expect(look("frontend", "http-after-response deny")).toMatchObject({ status: "unknown", action: { name: "deny" } });
  });

  test("tells removed ones, and those of other versions", () => {
    expect(verdict("frontend", "reqadd x", "auto")).toBe("removed refused");
    expect(verdict("defaults", "clitimeout 5000", "auto")).toBe("removed refused");
    expect(look("global", "nbproc 2")).toMatchObject({ status: "removed", versions: ["2.4"] });
    expect(verdict("global", "nbproc 2", "auto")).toBe("known works");
    expect(look("listen", "hash-preserve-affinity always")).toMatchObject({
      status: "other-version",
      versions: ["3.2", "3.4", "3.5"],
    });
    expect(verdict("listen", "hash-preserve-affinity always", "auto")).toBe("known works");
    expect(look("backend", "dispatch 10.0.0.1:80", "3.4").deprecated).toBe(true);
    expect(verdict("backend", "dispatch 10.0.0.1:80", "3.5")).toBe("removed refused");
    expect(look("frontend", "option httpclose").deprecated).toBe(false);
  });

  test("says nothing of what the facts cannot tell", () => {
    expect(look("global", "wurfl-data-file /x").status).toBe("unsure");
    expect(look("backend", "hash-key id", "2.6").status).toBe("unsure");
    expect(look("global", "no-quic", "3.4").status).toBe("unsure");
    expect(look("frontend", "filter opentracing", "3.2").status).toBe("known");
    expect(look("global", ".if defined(X)").status).toBe("unsure");
    expect(lookupHaproxyStatement("global", [], "auto").status).toBe("unsure");
    expect(look("namespace_list", "anything at all").status).toBe("unsure");
  });

  test("knows which keywords take no and default", () => {
    expect(look("frontend", "no option http-server-close")).toMatchObject({
      prefix: "no",
      prefixRefused: false,
      nameStart: 1,
      nameEnd: 3,
    });
    expect(look("frontend", "no option httplog").prefixRefused).toBe(true);
    expect(look("frontend", "no timeout client").prefixRefused).toBe(true);
    expect(look("peers", "no log").prefixRefused).toBe(false);
    expect(look("frontend", "no log").prefixRefused).toBe(false);
    expect(look("frontend", "no")).toMatchObject({ status: "unknown", prefix: undefined });
  });

  test("never fails", () => {
    for (const word of ["", " ", "__proto__", "constructor", "(", "lua.", "no", "\u0000", "é"]) {
      for (const section of haproxySectionKinds("auto")) {
        for (const words of [[word], [word, word], ["option", word], ["http-request", word], ["no", word, word]]) {
          expect(lookupHaproxyStatement(section, words, "auto").nameEnd).toBeLessThanOrEqual(words.length);
        }
      }
    }
  });
});

describe("haproxyNextWords", () => {
  test("lists what a section takes, word by word", () => {
    expect(names("frontend", [])).toEqual(expect.arrayContaining(["bind", "mode", "option", "http-request", "no"]));
    expect(names("frontend", [])).not.toContain("server");
    expect(names("global", [])).toEqual(expect.arrayContaining(["daemon", "maxconn", "stats"]));
    expect(names("global", [])).not.toContain("bind");
    expect(names("backend", ["stats"])).toEqual(expect.arrayContaining(["enable", "uri"]));
    expect(names("global", ["stats"])).toEqual(expect.arrayContaining(["socket", "timeout"]));
    expect(names("frontend", ["capture"])).toEqual(expect.arrayContaining(["cookie", "request", "response"]));
    expect(names("frontend", ["tcp-request", "content"])).toEqual(expect.arrayContaining(["accept", "reject"]));
    expect(names("frontend", ["http-request"])).toEqual(haproxyActions("http-request", "3.2").map(({ name }) => name));
    expect(names("listen", ["filter"])).toContain("compression");
    expect(names("frontend", ["timeout", "client"])).toEqual([]);
    expect(names("frontend", ["no", "option"])).not.toContain("httplog");
    expect(names("frontend", ["no"])).toEqual(expect.arrayContaining(["log", "option"]));
  });

  test("marks what is only ignored there, and goes with the version", () => {
    const timeout = haproxyNextWords("backend", ["timeout"], "3.2");
    expect(timeout.find(({ word }) => word === "client")?.effect).toBe("ignored");
    expect(timeout.find(({ word }) => word === "server")?.effect).toBe("works");
    expect(names("frontend", ["timeout"], "2.6")).not.toContain("client-hs");
    expect(names("frontend", ["timeout"], "3.2")).toContain("client-hs");
  });

  test("every word that it offers is one that the look-up takes", () => {
    for (const section of haproxySectionKinds("3.2")) {
      for (const { word, more } of haproxyNextWords(section, [], "3.2")) {
        const following = more ? haproxyNextWords(section, [word], "3.2").map((next) => [word, next.word]) : [[word]];
        for (const words of following.filter(([first]) => first !== "no" && first !== "default")) {
          const found = lookupHaproxyStatement(section, words, "3.2");
          const isTaken = found.effect !== "refused" || found.status === "incomplete";
          expect(isTaken, `${section}: ${words.join(" ")}`).toBe(true);
        }
      }
    }
  });
});

describe("explaining", () => {
  test("a keyword: signature, places, versions", () => {
    const { statement } = look("frontend", "option httplog");
    if (!statement) throw new Error("option httplog is known");
    const explained = explainHaproxyKeyword(statement, "2.6");
    expect(explained.signatures).toEqual(["option httplog [clf]"]);
    expect(explained.places).toContain("frontend");
    expect(explained.versions[0]).toBe("2.4");
    expect(explained.manual).toBe("https://docs.haproxy.org/2.6/configuration.html");
    const removed = look("backend", "dispatch 1.2.3.4:5", "3.5").statement;
    expect(removed && explainHaproxyKeyword(removed, "auto")).toMatchObject({
      deprecatedSince: "3.4",
      removedSince: "3.5",
    });
  });

  test("every keyword and every name of another kind has a signature", () => {
    for (const keyword of allHaproxyKeywords()) {
      expect(explainHaproxyKeyword(keyword, "auto").signatures.length, keyword.name).toBeGreaterThan(0);
    }
    for (const kind of ["fetch", "converter", "bind-option", "server-option", "acl", "log-alias"] as const) {
      expect(haproxyTerms(kind, "3.2").length, kind).toBeGreaterThan(10);
    }
    const fetch = findHaproxyTerm("fetch", "src");
    expect(fetch && explainHaproxyTerm(fetch, "3.2").outputType).toBeDefined();
    const option = findHaproxyTerm("bind-option", "ssl");
    expect(option && option.known | option.unsure).toBe(haproxyVersionMask("auto"));
  });

  test("signature tokens become a readable line", () => {
    expect(signatureLine(["set-map(", "<file>", ")", "<key>"])).toBe("set-map(<file>) <key>");
    expect(signatureLine(["a", "[", "{", "if", "|", "unless", "}", "<cond>", "]"])).toBe("a [{if | unless} <cond>]");
    expect(signatureLine(["a", "<x>", "...", "[", "b", "]", "*"])).toBe("a <x> ... [b]*");
  });

  test("enumerations by version", () => {
    expect(haproxyValuesAfter(["mode"], "2.6")).toEqual(["tcp", "http"]);
    expect(haproxyValuesAfter(["mode"], "3.2")).toContain("log");
    expect(haproxyValuesAfter(["balance"], "auto")).toContain("roundrobin");
    expect(haproxyValuesAfter(["nothing"], "auto")).toEqual([]);
    expect(haproxyEnumerations().length).toBeGreaterThan(90);
  });

  test("the manual of auto is a released one", () => {
    expect(haproxyManual("auto")).toBe("https://docs.haproxy.org/3.4/configuration.html");
  });
});
