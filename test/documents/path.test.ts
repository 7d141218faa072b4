import { expect, test } from "vitest";
import { bareName, isCopyName, isTemplateName } from "../../server/src/documents/path.ts";

test.each([
  ["haproxy.cfg", "haproxy.cfg", false, false],
  ["haproxy.cfg.j2", "haproxy.cfg", true, false],
  ["keepalived.conf.tmpl", "keepalived.conf", true, false],
  ["keepalived.conf.bak", "keepalived.conf", false, true],
  ["keepalived.conf~", "keepalived.conf", false, true],
  ["keepalived.conf.rpmnew", "keepalived.conf", false, true],
  ["haproxy.cfg.dpkg-dist", "haproxy.cfg", false, true],
  ["haproxy.cfg.j2.orig", "haproxy.cfg", false, true],
  [".j2", ".j2", true, false],
  ["keepalived.conf.appmy", "keepalived.conf.appmy", false, false],
])("%s", (name, bare, isTemplate, isCopy) => {
  expect([bareName(name), isTemplateName(name), isCopyName(name)]).toEqual([bare, isTemplate, isCopy]);
});
