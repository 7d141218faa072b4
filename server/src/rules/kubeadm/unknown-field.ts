import type { KubeadmDocument, YamlEntry } from "../../model/kubernetes/facts.ts";
import {
  type KubeadmField,
  type KubeadmVersion,
  kubeadmField,
  kubeadmFieldNames,
  kubeadmKinds,
  placesOfField,
  versionsOfField,
} from "../../schema/kubeadm/fields.ts";
import { type Finding, type Fix, type Message, message } from "../finding.ts";
import type { FileRule } from "../rule.ts";
import { suggest } from "../suggestion.ts";
import { knownVersion, versionOf } from "./documents.ts";

/** A field that kubeadm does not take as it is written. */
interface Fault {
  readonly entry: YamlEntry;
  readonly message: Message;
  readonly isRefused: boolean;
  readonly suggestion: string | undefined;
}

/** Walks through one document beside what is known of its kind and version. */
class Walk {
  readonly #kind: string;
  readonly #version: KubeadmVersion;
  readonly faults: Fault[] = [];

  constructor(kind: string, version: KubeadmVersion) {
    this.#kind = kind;
    this.#version = version;
  }

  struct(struct: string, entries: readonly YamlEntry[]): void {
    const present = new Set(entries.map(({ name }) => name));
    for (const entry of entries) {
      // A merged mapping is judged where it is written.
      if (entry.name === "<<") continue;
      const field = kubeadmField(struct, entry.name, this.#version);
      if (field === undefined) this.#unknown(struct, entry, present);
      else this.#field(field, entry, struct);
    }
  }

  #field({ struct, shape }: KubeadmField, entry: YamlEntry, owner: string): void {
    const isFlags = entry.name.endsWith("xtraArgs");
    const wanted = shape === "map" ? "mapping" : shape;
    if (isFlags && wanted !== undefined && entry.shape !== wanted && entry.shape !== "unknown") {
      this.#flags(entry, owner);
      return;
    }
    if (struct === undefined) return;
    if (shape === "map") {
      for (const { entries } of entry.entries.flat()) for (const inner of entries) this.struct(struct, inner);
      return;
    }
    const isList = shape === "list";
    // A value of another shape is refused for that, and its fields are others.
    if (entry.shape !== (isList ? "list" : "mapping")) return;
    for (const inner of entry.entries) this.struct(struct, inner);
  }

  #flags(entry: YamlEntry, owner: string): void {
    const args = { field: entry.name, version: this.#version };
    const isList = kubeadmField(owner, entry.name, this.#version)?.shape === "list";
    this.faults.push({
      entry,
      message: isList
        ? message(
            "{field} is a list of name and value in {version}; a mapping is what earlier versions take. kubeadm refuses the file.",
            args,
          )
        : message(
            "{field} is a mapping in {version}; a list of name and value is what v1beta4 takes. kubeadm refuses the file.",
            args,
          ),
      isRefused: true,
      suggestion: undefined,
    });
  }

  #unknown(struct: string, entry: YamlEntry, present: ReadonlySet<string>): void {
    const { name } = entry;
    const version = this.#version;
    const others = versionsOfField(struct, name);
    const near = suggest(name, kubeadmFieldNames(struct, version))?.keyword;
    const suggestion = near !== undefined && !present.has(near) ? near : undefined;
    const add = (said: Message): void => {
      this.faults.push({
        entry,
        message: said,
        isRefused: false,
        suggestion: others.length > 0 ? undefined : suggestion,
      });
    };
    const [first] = others;
    const last = others.at(-1);
    if (first !== undefined && last !== undefined) {
      const args = { field: name, version, first, last };
      add(
        first > version
          ? message("{field} is there from {first} on, not in {version}. kubeadm goes on without it.", args)
          : message("{field} was there up to {last}, not in {version}. kubeadm goes on without it.", args),
      );
      return;
    }
    if (near !== undefined) {
      add(
        message("{field} is no field of {version}; {near} is. kubeadm goes on without it.", {
          field: name,
          version,
          near,
        }),
      );
      return;
    }
    const [place] = placesOfField(name, this.#kind, version);
    if (place !== undefined) {
      add(message("{field} does not belong here but to {place}. kubeadm goes on without it.", { field: name, place }));
      return;
    }
    add(message("{field} is no field of {version}. kubeadm goes on without it.", { field: name, version }));
  }
}

function fixesFor(file: string, { entry, suggestion }: Fault): Fix[] {
  if (suggestion === undefined) return [];
  const isPlain = entry.at.end - entry.at.start === entry.name.length;
  if (!isPlain) return [];
  return [
    {
      title: message("Write {field}", { field: suggestion }),
      isPreferred: true,
      isSafe: true,
      edits: [{ file, at: entry.at, form: "in-place", newText: suggestion }],
    },
  ];
}

function faultsOf({ apiVersion, kind, entries }: KubeadmDocument): readonly Fault[] {
  const version = apiVersion.value === undefined ? undefined : knownVersion(versionOf(apiVersion.value));
  const known = kubeadmKinds.find((name) => name === kind);
  if (version === undefined || known === undefined) return [];
  // A kind that the version does not have is refused as a whole.
  if (kubeadmFieldNames(known, version).length <= 2) return [];
  const walk = new Walk(known, version);
  walk.struct(known, entries);
  return walk.faults;
}

export const unknownField: FileRule = {
  code: "kubeadm/unknown-field",
  scope: "file",
  reads: "kubernetes",
  severity: "warning",
  fix: "safe",
  since: "0.1.0",
  docs: {
    summary: "A field of a kubeadm configuration is none of its version's, or has another form there.",
    why: "kubeadm warns of a field that it does not know, in a line among many, and goes on without it: the endpoint, the certificate's names or the subnets are then not what the file seems to say, and most of that can't be changed later. Names are case-sensitive, and some fields exist only in some versions of the API. Flags of the components have another form from v1beta4 on, and the wrong one is refused.",
    example: {
      bad: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\napiServer:\n  certSans:\n  - 10.0.0.101\n",
      good: "//- kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.0.0.100:8443\napiServer:\n  certSANs:\n  - 10.0.0.101\n",
    },
  },
  check(facts, { file }): readonly Finding[] {
    if (facts.kind !== "kubernetes") return [];
    return facts.documents.flatMap(faultsOf).map((fault) => ({
      code: this.code,
      severity: fault.isRefused ? "error" : this.severity,
      file,
      at: fault.entry.at,
      message: fault.message,
      related: [],
      fixes: fixesFor(file, fault),
    }));
  },
};
