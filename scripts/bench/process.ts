import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOnPath } from "../run.ts";
import { haproxyConfig, keepalivedConfig } from "./generate.ts";
import { inTurns, type Line, printTable } from "./measure.ts";

const launcher = "server/bin/haconf.cjs";

/** How a run is set up; the compile cache is the folder where Node keeps compiled code between runs. */
interface Setting {
  readonly folder: string;
  readonly warmCache: string;
}

function run(program: string, args: readonly string[], compileCache: string): void {
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache };
  const { status, stdout, stderr, error } = spawnSync(program, args, { env, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error !== undefined) throw error;
  if (status !== 0)
    throw new Error(
      `${program} ${args.join(" ")} ended with ${status}: ${stdout.slice(0, 500)}${stderr.slice(0, 500)}`,
    );
}

let coldCaches = 0;

function checkFor(file: string, setting: Setting, flags: readonly string[] = []): () => void {
  return () => run(process.execPath, [launcher, "check", ...flags, file], setting.warmCache);
}

/** A run that has to compile everything: each gets an empty cache of its own. */
function firstCheckFor(file: string, setting: Setting): () => void {
  return () => {
    const cache = join(setting.folder, `cache-${coldCaches++}`);
    mkdirSync(cache);
    run(process.execPath, [launcher, "check", file], cache);
  };
}

interface Subject {
  readonly language: "haproxy" | "keepalived";
  readonly lines: number;
  readonly rounds: number;
}

const subjects: readonly Subject[] = [
  { language: "haproxy", lines: 1000, rounds: 15 },
  { language: "haproxy", lines: 10_000, rounds: 15 },
  { language: "haproxy", lines: 100_000, rounds: 7 },
  { language: "keepalived", lines: 1000, rounds: 15 },
  { language: "keepalived", lines: 10_000, rounds: 15 },
];

function benchSubject({ language, lines, rounds }: Subject, setting: Setting): Line[] {
  const isHaproxy = language === "haproxy";
  const file = join(setting.folder, isHaproxy ? `haproxy-${lines}.cfg` : `keepalived-${lines}.conf`);
  writeFileSync(file, isHaproxy ? haproxyConfig(lines) : keepalivedConfig(lines));
  const original = findOnPath(language);
  const originalArgs = isHaproxy ? ["-c", "-f", file] : ["-t", "-f", file];
  const name = `${language} ${originalArgs[0]}`;
  const times = inTurns(
    {
      check: checkFor(file, setting),
      alone: checkFor(file, setting, ["--no-cluster"]),
      first: firstCheckFor(file, setting),
      // Where the program is absent there is nothing to compare with.
      original: () => {
        if (original !== undefined) run(original, originalArgs, setting.warmCache);
      },
    },
    rounds,
    2,
  );
  const against = original === undefined ? undefined : { name, times: times.original };
  const compared = against === undefined ? {} : { against };
  const count = lines.toLocaleString("en");
  return [
    { what: `${language}, ${count} lines: haconf check`, times: times.check, ...compared },
    { what: `${language}, ${count} lines: haconf check --no-cluster`, times: times.alone, ...compared },
    { what: `${language}, ${count} lines: haconf check, first`, times: times.first, ...compared },
    ...(against === undefined ? [] : [{ what: `${language}, ${count} lines: ${name}`, times: times.original }]),
  ];
}

/** Whole processes, from start to exit, against the real programs. */
export function benchProcess(): void {
  const folder = mkdtempSync(join(tmpdir(), "haconf-bench-"));
  const setting: Setting = { folder, warmCache: join(folder, "cache") };
  try {
    const floor = inTurns({ node: () => run(process.execPath, ["-e", "0"], setting.warmCache) }, 15, 2);
    const lines = subjects.flatMap((subject) => benchSubject(subject, setting));
    printTable("Whole processes", [{ what: "node -e 0", times: floor.node }, ...lines]);
    console.log(
      "\nfirst: Node has no compiled code of haconf from an earlier run; the other lines have it, as every run but the first.",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
