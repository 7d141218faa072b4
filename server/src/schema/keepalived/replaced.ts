const checkers = ["HTTP_GET", "SSL_GET"].map((name) => `virtual_server/real_server/${name}`);

/**
 * Keywords whose second line takes the place of the first, with a complaint: of some only since 2.2.8, older releases do it in silence.
 * By path with name.
 */
export const replacingKeywords: ReadonlySet<string> = new Set([
  "SSL",
  "SSL/ca",
  "SSL/certificate",
  "SSL/key",
  "SSL/password",
  "virtual_server/real_server/SMTP_CHECK/helo_name",
  "virtual_server/real_server/snmp_name",
  "virtual_server/real_server/virtualhost",
  "virtual_server/snmp_name",
  "virtual_server/virtualhost",
  ...checkers.flatMap((checker) => [
    `${checker}/virtualhost`,
    `${checker}/url/path`,
    `${checker}/url/regex`,
    `${checker}/url/virtualhost`,
  ]),
]);
