import { EventEmitter, Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ClusterFileStatus,
  type ClusterStatus,
  type ClusterStatusParams,
  clusterStatusMethod,
} from "./protocol.ts";

/** How many errors and warnings there are. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

/** The sum of several counts. */
export function sum(counts: readonly Counts[]): Counts {
  return {
    errors: counts.reduce((total, { errors }) => total + errors, 0),
    warnings: counts.reduce((total, { warnings }) => total + warnings, 0),
  };
}

/** A cluster that a file takes part in, with the entry of that file. */
export interface Membership {
  readonly cluster: ClusterStatus;
  readonly file: ClusterFileStatus;
}

/** The clusters as the server told them last. */
export class ClusterStates {
  readonly #changed = new EventEmitter<void>();
  /** Undefined until the server has read the workspace. */
  #clusters: readonly ClusterStatus[] | undefined;

  /** Fires when the server has told something new, or has ended. */
  readonly onDidChange = this.#changed.event;

  get clusters(): readonly ClusterStatus[] | undefined {
    return this.#clusters;
  }

  listenTo(client: BaseLanguageClient): void {
    client.onNotification(clusterStatusMethod, ({ clusters }: ClusterStatusParams) => {
      // The editor and the server spell some characters of a URI differently.
      this.#set(
        clusters.map((cluster) => ({
          ...cluster,
          files: cluster.files.map((file) => ({ ...file, uri: Uri.parse(file.uri).toString() })),
        })),
      );
    });
  }

  /** Forgets everything: the server has ended. */
  clear(): void {
    this.#set(undefined);
  }

  #set(clusters: readonly ClusterStatus[] | undefined): void {
    this.#clusters = clusters;
    this.#changed.fire();
  }

  /** The clusters that a file takes part in. */
  of(uri: Uri): Membership[] {
    const wanted = uri.toString();
    return (this.#clusters ?? []).flatMap((cluster) => {
      const file = cluster.files.find((one) => one.uri === wanted);
      return file === undefined ? [] : [{ cluster, file }];
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
