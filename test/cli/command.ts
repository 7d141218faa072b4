import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";

export const mainModule = resolve(import.meta.dirname, "../../server/src/transport/cli/main.ts");

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `haconf` as a process of its own, without colours and in English unless the environment says otherwise. */
export function haconf(folder: string, args: readonly string[], options: RunOptions = {}): Outcome {
  const { PATH = "" } = process.env;
  const result = spawnSync(process.execPath, [mainModule, ...args], {
    cwd: folder,
    encoding: "utf8",
    input: options.input ?? "",
    env: { PATH, LANG: "C", ...options.env },
    timeout: 60_000,
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** A folder with files by their paths, which is gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "haconf-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface NodeOptions {
  readonly routerId?: number;
  readonly priority?: number;
  readonly password?: string;
}

/** A keepalived.conf of one node. */
export function keepalivedConf({ routerId = 33, priority = 100, password = "sesame" }: NodeOptions = {}): string {
  return `! Configuration File for keepalived
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id ${routerId}
    priority ${priority}
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass ${password}
    }
    virtual_ipaddress {
        172.29.1.200/24
    }
}
`;
}

/** Three nodes of which the second has another virtual router id. */
export function brokenCluster(): Record<string, string> {
  return {
    "dev3/keepalived.conf": keepalivedConf({ priority: 103 }),
    "dev6/keepalived.conf": keepalivedConf({ priority: 102, routerId: 34 }),
    "dev7/keepalived.conf": keepalivedConf({ priority: 101 }),
  };
}
