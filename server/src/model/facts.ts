import type { HaproxyFacts } from "./haproxy/facts.ts";
import type { KeepalivedFacts } from "./keepalived/facts.ts";
import type { KubernetesFacts } from "./kubernetes/facts.ts";
import type { ManifestFacts } from "./manifest/facts.ts";

/** What a file says: to the cluster model, or as a manifest about it. A keepalived.conf with `@host` lines says something for each host that it names. */
export type FileFacts = HaproxyFacts | KeepalivedFacts | KubernetesFacts | ManifestFacts;
