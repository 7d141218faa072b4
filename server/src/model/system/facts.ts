/** What a file sets of the machine's kernel: a sysctl.conf, a script, a playbook, a text for people. */
export interface SystemFacts {
  readonly kind: "system";
  /** The families for which it sets `ip_nonlocal_bind`: programs may bind addresses that the machine does not hold. */
  readonly nonlocalBind: ReadonlySet<4 | 6>;
}
