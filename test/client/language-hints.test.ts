import { describe, expect, it } from "vitest";
import { hasOpeningWords, isDetectionCandidate } from "../../client/src/common/language-hints.ts";

describe("documents worth a question", () => {
  it.each([
    ["/etc/keepalived/master.conf", "properties"],
    ["/repo/haproxy/main", "plaintext"],
    ["/repo/lb/proxy.cfg", "properties"],
    ["/repo/roles/lb/templates/lb.conf.j2", "jinja"],
    ["/repo/keepalived.conf.MASTER", "plaintext"],
    ["/repo/lb.cfg.bak", "plaintext"],
    ["/etc/default/etcd", "plaintext"],
  ])("%s (%s)", (path, languageId) => {
    expect(isDetectionCandidate(path, languageId)).toBe(true);
  });

  it.each([
    ["/repo/keepalived/tasks/main.yml", "yaml"],
    ["/repo/nginx.conf", "nginx"],
    ["/repo/notes.txt", "plaintext"],
    ["/repo/keepalived.conf", "keepalived"],
    ["", "plaintext"],
  ])("not %s (%s)", (path, languageId) => {
    expect(isDetectionCandidate(path, languageId)).toBe(false);
  });
});

describe("opening words", () => {
  it.each([
    "! Configuration File for keepalived\n",
    "# lb\r\nvrrp_instance VI_1{\r\n",
    "\tglobal_defs\n{",
    "global\n    daemon\n",
    "# {{ ansible_managed }}\n\ndefaults http\n",
    "listen stats # page\n",
    "#[Member]\nETCD_NAME=a\n",
  ])("%j", (text) => {
    expect(hasOpeningWords(text)).toBe(true);
  });

  it.each(["", "[global]\nworkgroup = X\n", "server {\n listen 80;\n}\n", "global = 1\n", "my_global_defs x\n"])(
    "not %j",
    (text) => {
      expect(hasOpeningWords(text)).toBe(false);
    },
  );
});
