/** A part of the machine's disk, or of a container's, that is made from files beside the one that says so. */
export interface Mount {
  /** Relative to the folder of the file that says so, or absolute; with `/` between folders. */
  readonly from: string;
  /** The absolute path under which haproxy sees it. */
  readonly to: string;
}

/** A command that starts haproxy, or has it check its configuration. */
export interface HaproxyLaunch {
  /** The files and folders behind `-f`, in order, as haproxy sees them. */
  readonly paths: readonly string[];
  readonly mounts: readonly Mount[];
}

/** A part of a systemd unit: the unit itself, a drop-in, or the file that sets its variables. */
export interface UnitPart {
  /** Whose environment the part is where it is no unit: each distribution's unit has its own. */
  readonly environmentOf: "debian" | "redhat" | undefined;
  /** The variables that it sets, in order. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** The commands of `ExecStart`, in order; an empty one takes away those before it. */
  readonly commands: readonly string[];
}

/** What a service file tells. */
export interface ServiceFacts {
  readonly launches: readonly HaproxyLaunch[];
  readonly unit: UnitPart | undefined;
}
