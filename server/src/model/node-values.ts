import type { HostScope } from "./ansible/host-scope.ts";
import type { Variables } from "./variables.ts";

/** What a node's files read their placeholders as: values that a manifest gives, or what an inventory knows of the host. */
export type NodeValues = Variables | HostScope;
