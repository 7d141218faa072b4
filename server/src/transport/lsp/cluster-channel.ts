import type { Connection } from "vscode-languageserver";
import type { PlacedFinding } from "../../workspace/types.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { ClientFeatures } from "./client-features.ts";
import {
  type ClusterStatus,
  type ClusterStatusParams,
  clusterStatusMethod,
  type ExplainClusterResult,
  explanationsChangedMethod,
} from "./protocol.ts";

export interface ClusterSource {
  readonly workspace: Workspace;
  findingsOf(file: string): readonly PlacedFinding[];
  explain(file: string): string | undefined;
  uriOf(file: string): string;
}

interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

const none: Counts = { errors: 0, warnings: 0 };

function countsOf(findings: readonly PlacedFinding[]): Counts {
  const count = (wanted: PlacedFinding["severity"]) => findings.filter(({ severity }) => severity === wanted).length;
  return { errors: count("error"), warnings: count("warning") };
}

/** Brings the state of clusters to a client that wants it, and explains them. */
export class ClusterChannel {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  readonly #source: ClusterSource;
  /** Only of files with errors or warnings. */
  readonly #counts = new Map<string, Counts>();
  /** What the client was told last, as text. */
  #told: string | undefined;
  #hasExplained = false;

  constructor(connection: Connection, features: ClientFeatures, source: ClusterSource) {
    this.#connection = connection;
    this.#features = features;
    this.#source = source;
  }

  /**
   * Tells the client what is different.
   *
   * @param files those whose findings may have changed since the last call
   */
  async update(files: readonly string[]): Promise<void> {
    const sent: Promise<void>[] = [];
    if (this.#features.clusterStatus) {
      for (const file of files) this.#count(file);
      const params: ClusterStatusParams = { clusters: this.#clusters() };
      const content = JSON.stringify(params);
      if (content !== this.#told) sent.push(this.#connection.sendNotification(clusterStatusMethod, params));
      this.#told = content;
    }
    if (this.#hasExplained && files.length > 0) {
      this.#hasExplained = false;
      sent.push(this.#connection.sendNotification(explanationsChangedMethod, {}));
    }
    await Promise.all(sent);
  }

  #count(file: string): void {
    const counts = countsOf(this.#source.findingsOf(file));
    if (counts.errors + counts.warnings > 0) this.#counts.set(file, counts);
    else this.#counts.delete(file);
  }

  #clusters(): ClusterStatus[] {
    return this.#source.workspace.clusterFiles().map(({ name, vips, nodes, files }) => ({
      name,
      vips,
      nodes,
      files: files.map((one) => ({
        uri: this.#source.uriOf(one.file),
        nodes: one.nodes,
        ...(this.#counts.get(one.file) ?? none),
      })),
    }));
  }

  /** Answers the question for a file's cluster; the client is told once when the answer may have become another. */
  explain(file: string): ExplainClusterResult {
    this.#hasExplained = true;
    return { markdown: this.#source.explain(file) ?? null };
  }
}
