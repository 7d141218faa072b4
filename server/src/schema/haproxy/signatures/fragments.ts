const statusWords = "L7OK,L7OKC,L6OK,L4OK";
const errorStatusWords = "L7OKC,L7RSP,L7STS,L6RSP,L4CON";
const timeoutStatusWords = "L7TOUT,L6TOUT,L4TOUT";

const expectOptions = `min-recv <leading-number:-1..> | comment <word> | ok-status <one-of:${statusWords}> | error-status <one-of:${errorStatusWords}> | tout-status <one-of:${timeoutStatusWords}> | on-success <format:check> | on-error <format:check> | status-code <expression>`;

const facilities =
  "kern | user | mail | daemon | auth | syslog | lpr | news | uucp | cron | auth2 | ftp | ntp | audit | alert | cron2 | local0 | local1 | local2 | local3 | local4 | local5 | local6 | local7";
const formats = "local@2.4 | rfc3164 | rfc5424 | priority | short | timed | iso | raw";

const logTarget = `<log-target> [ len <leading-number:80..65535> ] [ format { ${formats} } ] [ sample <log-sample> ] [ profile@3.2 <word> ] { ${facilities} } [ <log-level> [ <log-level> ] ]`;

const replyParts =
  "content-type <word> | default-errorfiles | errorfile <file> | errorfiles <http-errors> | file <file> | lf-file <file> | string <word> | lf-string <format> | hdr <word> <format>";
const replyKinds = "errorfile,errorfiles,default-errorfiles,file,lf-file,string,lf-string";

/** The exclamation mark in front of a pattern may be glued to it. */
function negatable(patterns: readonly string[]): string {
  return patterns.flatMap((pattern) => [pattern, `!${pattern}`]).join(" | ");
}

function withNegated(words: readonly string[]): string {
  return words.flatMap((word) => [word, `!${word}`]).join(",");
}

const tcpPatterns = withNegated(["string", "rstring", "string-lf", "binary", "rbinary", "binary-lf"]);
const httpPatterns = withNegated(["status", "rstatus", "string", "rstring", "string-lf", "hdr", "fhdr"]);

/** Parts that several signatures share; a signature names one as it names a type. */
export const signatureFragments: Readonly<Record<string, string>> = {
  "stick-table":
    "{ type { ip | ipv6 | integer | string [ len <leading-number:1..> ] | binary [ len <leading-number:1..> ] } | size <size:1..> | expire <time> | nopurge | peers <peers> | store [ <store> ] | srvkey { name | addr } | recv-only@3.0 | write-to@3.0 <table> | brates-factor@3.0 <word> }* &all:type,size",
  redirect:
    "{ location <format> | prefix <format> | scheme <format> | code <redirect-code> | drop-query | append-slash | keep-query@3.2 | ignore-empty@2.6 | set-cookie <word> | set-cookie-fmt@3.2 <format> | clear-cookie <word> }* if? &any:location,prefix,scheme",
  "reply:return": `{ status <status:200..599> | ${replyParts} }* if? &once:${replyKinds} &needs:string>content-type &needs:lf-string>content-type &needs:lf-file>content-type`,
  "reply:deny": `{ status <deny-status> | deny_status <deny-status> | ${replyParts} }* if? &once:${replyKinds} &needs:string>content-type &needs:lf-string>content-type &needs:lf-file>content-type`,
  log: `{ global | ${logTarget} ... }`,
  "log:global": `${logTarget} ...`,
  "log:strict": logTarget,
  "tcp-expectation": `{ ! | ${expectOptions} | ${negatable(["string <word>", "rstring <regex>", "string-lf <format:check>", "binary <hex>", "rbinary <word>", "binary-lf <format:check>"])} }* &one:${tcpPatterns}`,
  "http-expectation": `{ ! | ${expectOptions} | ${negatable(["status <status-list>", "rstatus <regex>", "string <word>", "rstring <regex>", "string-lf <format:check>", "hdr <header-expectation>", "fhdr <header-expectation>"])} }* &one:${httpPatterns}`,
  "header-expectation":
    "{ name | name-lf@2.4 } [ -m { str | beg | end | sub | reg } ] <word> [ { value | value-lf } [ -m { str | beg | end | sub | reg } ] <word> ]",
};
