import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expandSnippet, type Snippet } from "../client/expand-snippet.ts";

function expandAll(language: string): [string, string][] {
  const file = new URL(`../../snippets/${language}.json`, import.meta.url);
  const snippets = JSON.parse(readFileSync(file, "utf8")) as Record<string, Snippet>;
  return Object.entries(snippets).map(([title, snippet]) => [title, expandSnippet(snippet)]);
}

function has(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

// The folder of the check scripts must not be writable by others, or keepalived's script security refuses them.
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(homedir(), ".haconf-snippets-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const withHaproxy = has("haproxy");
describe.skipIf(!withHaproxy)(withHaproxy ? "haproxy -c" : "haproxy -c (skipped: haproxy is not installed)", () => {
  it.each(expandAll("haproxy"))("accepts: %s", (_title, text) => {
    const file = join(folder, "haproxy.cfg");
    writeFileSync(file, completeHaproxy(text));
    const { status, stdout, stderr } = spawnSync("haproxy", ["-c", "-f", file], { encoding: "utf8" });
    // Status 2 is "no listener", which a backend by itself lacks; a fault of the text gives status 1 and an alert.
    const output = stdout + stderr;
    expect([0, 2], output).toContain(status);
    expect(output).not.toMatch(/\[(?:ALERT|WARNING)\]/);
  });
});

/** Sets a snippet that is not a whole file among the sections that it needs, with no more than it needs. */
function completeHaproxy(text: string): string {
  const insideFrontend = /^(?:acl|use_backend)\b/.test(text);
  const placed = insideFrontend
    ? `frontend around\n    mode http\n    bind :8080\n    timeout client 5s\n    default_backend kubernetes-apiservers\n${text.replace(/^/gm, "    ")}\n`
    : text;
  const declared = new Set([...placed.matchAll(/^(?:backend|listen) (\S+)/gm)].map(([, name]) => name));
  const used = new Set([...placed.matchAll(/^\s+(?:default_backend|use_backend) (\S+)/gm)].map(([, name]) => name));
  const mode = /^\s+mode (\S+)/m.exec(placed)?.[1] ?? "tcp";
  const missing = [...used].filter((name) => !declared.has(name));
  const times = "    timeout connect 5s\n    timeout server 5s\n";
  const global = /^global$/m.test(placed) ? "" : "global\n    log /dev/log local0\n\n";
  return `${global}${placed}\n${missing.map((name) => `backend ${name}\n    mode ${mode}\n${times}`).join("\n")}`;
}

// A network namespace of its own, where the interfaces of the snippets can be made, takes root and two more programs.
const missingForKeepalived = ["keepalived", "unshare", "ip"].filter((program) => !has(program));
if (userInfo().uid !== 0) missingForKeepalived.push("root rights");
const withKeepalived = missingForKeepalived.length === 0;
const skipped = ` (skipped: no ${missingForKeepalived.join(", ")})`;
describe.skipIf(!withKeepalived)(withKeepalived ? "keepalived -t" : `keepalived -t${skipped}`, () => {
  it.each(expandAll("keepalived"))("accepts: %s", (_title, text) => {
    const scripts = join(folder, "scripts");
    mkdirSync(scripts, { recursive: true });
    const placed = completeKeepalived(text).replaceAll("/etc/keepalived/", `${scripts}/`);
    for (const [script] of placed.matchAll(/\/\S+\/scripts\/[\w.-]+/g)) {
      writeFileSync(script, "#!/bin/sh\nexit 0\n", { mode: 0o755 });
    }
    const file = join(folder, "keepalived.conf");
    writeFileSync(file, placed);
    const interfaces = [...new Set([...placed.matchAll(/^\s*interface (\S+)/gm)].map(([, name]) => name))];
    const make = interfaces.map((name, index) => `ip link add ${name} type veth peer name peer${index} && `).join("");
    const { status, stdout, stderr } = spawnSync(
      "unshare",
      ["-n", "sh", "-c", `${make}exec keepalived -t -f ${file}`],
      { encoding: "utf8" },
    );
    expect(stdout + stderr).toBe("");
    expect(status).toBe(0);
  });
});

/** Sets a snippet that belongs inside an instance into one, and defines the script or instances that it names. */
function completeKeepalived(text: string): string {
  const topLevel = /^(?:!|global_defs|vrrp_script|vrrp_instance|vrrp_sync_group|virtual_server)\b|^!/.test(text);
  const instance = (name: string, inside: string, id: number): string =>
    `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id ${id}\npriority 100\n${inside}\nvirtual_ipaddress {\n10.0.0.${id}/24\n}\n}\n`;
  let placed = topLevel ? text : instance("VI_AROUND", text, 50);
  const group = /group \{([^}]*)\}/.exec(placed)?.[1]?.trim().split(/\s+/) ?? [];
  placed += group.map((name, index) => instance(name, "", 60 + index)).join("");
  const tracked = /track_script \{\s*(\w+)/.exec(placed)?.[1];
  if (tracked !== undefined && !placed.includes(`vrrp_script ${tracked}`)) {
    placed = `vrrp_script ${tracked} {\nscript "/bin/true"\n}\n${placed}`;
  }
  const security = "global_defs {\nenable_script_security\nscript_user root\n}\n";
  return placed.includes("global_defs") ? placed : security + placed;
}
