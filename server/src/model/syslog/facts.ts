/** What a file of rsyslog's configuration takes in and keeps. */
export interface SyslogFacts {
  readonly kind: "syslog";
  /** The file is the main one (`rsyslog.conf`), and no part of it. */
  readonly isMain: boolean;
  /** The UDP ports on which messages are taken. */
  readonly udpPorts: ReadonlySet<number>;
  /** A port that can't be read here is opened as well. */
  readonly hasUnknownPort: boolean;
  /** Whether some rule may keep what comes with a facility (`local2`). */
  keeps(facility: string): boolean;
}
