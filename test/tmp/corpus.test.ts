import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "vitest";
import { loadYamlReader } from "/work/w-etcd/server/src/model/kubernetes/yaml-reader.ts";
import { Workspace } from "/work/w-etcd/server/src/workspace/workspace.ts";

function* walk(dir: string): Iterable<string> {
  for (const name of readdirSync(dir)) {
    const p = join(dir, name);
    const st = statSync(p, { throwIfNoEntry: false });
    if (st === undefined) continue;
    if (st.isDirectory()) {
      if (name !== ".git") yield* walk(p);
    } else if (st.size < 1 << 20) yield p;
  }
}
test("corpus", { timeout: 600000 }, async () => {
  const yaml = await loadYamlReader();
  const roots: string[] = [];
  for (const r of ["/work/shared/corpus/files", "/work/blind/cases", "/work/blind2/cases"])
    for (const n of readdirSync(r)) roots.push(join(r, n));
  roots.push("/work/shared/seeds");
  for (const root of roots) {
    const w = new Workspace();
    w.setYamlReader(yaml);
    const files = statSync(root).isDirectory() ? [...walk(root)] : [root];
    for (const f of files) w.setFile(relative(root, f), readFileSync(f, "utf8"));
    w.update();
    const etcd = w.fileNames().filter((n) => w.factsOf(n).some((x) => x.kind === "etcd"));
    for (const n of etcd)
      if (["etcd", "etcd-yaml", "systemd", "compose"].includes(w.languageOf(n) ?? "") || root.includes("seeds"))
        console.log("LANG", root, n, w.languageOf(n));
    for (const f of w.allFindings())
      if (f.code.includes("etcd")) {
        const line = (w.lineIndexOf(f.file)?.position(f.start).line ?? 0) + 1;
        console.log(
          "FOUND",
          root,
          `${f.file}:${line}`,
          f.severity,
          f.code,
          f.message,
          "|",
          w.textOf(f.file)?.slice(f.start, f.end).slice(0, 150),
          "| fixes:",
          f.fixes.map((x) => x.title).join("; "),
        );
      }
  }
});
