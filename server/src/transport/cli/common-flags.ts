import type { SeveritySetting } from "../../rules/finding.ts";
import { rules } from "../../rules/registry.ts";
import type { Rule } from "../../rules/rule.ts";
import { haproxyVersions, isKnownHaproxyVersion } from "../../schema/haproxy/versions.ts";
import { isKnownKeepalivedVersion, keepalivedVersions } from "../../schema/keepalived/versions.ts";
import { defaultSettings, type Settings } from "../../workspace/types.ts";
import { type FlagUsage, joinWords, type ParsedArguments, valueOf } from "./arguments.ts";
import { severities } from "./report.ts";
import { UsageError } from "./usage-error.ts";

export const localeFlag: FlagUsage = {
  name: "locale",
  value: "LOCALE",
  help: "the language of messages, such as en or zh-cn",
};

/** Flags that say how to judge; `check` and `fix` have them both. */
export const judgingFlags: readonly FlagUsage[] = [
  {
    name: "fail-on",
    value: "SEVERITY",
    help: `exit with 1 from this severity on: ${severities.join(", ")} (default: warning)`,
  },
  {
    name: "haproxy-version",
    value: "X.Y",
    help: "judge haproxy files by this version (default: what any version takes)",
  },
  { name: "keepalived-version", value: "X.Y", help: "judge keepalived files by this version" },
  {
    name: "rule",
    value: "CODE=SEVERITY",
    isRepeatable: true,
    help: "set a rule's severity: off, hint, information, warning, error",
  },
  { name: "config", value: "FILE", help: "the manifest; default: the nearest haconf.yaml upward" },
  { name: "no-cluster", help: "look at each file alone" },
  { name: "quiet", help: "only findings from --fail-on on, no summary" },
  localeFlag,
];

const severitySettings: readonly SeveritySetting[] = ["off", "hint", "information", "warning", "error"];

/**
 * Finds a rule.
 *
 * @throws UsageError for a code that no rule has
 */
export async function requireRule(code: string): Promise<Rule> {
  const rule = rules.find((one) => one.code === code);
  if (rule !== undefined) return rule;
  const { closest } = await import("../../schema/suggest.ts");
  const near = closest(
    code,
    rules.map((rule) => rule.code),
  );
  const hint = near === undefined ? `"haconf rules" lists the codes` : `did you mean ${near}?`;
  throw new UsageError(`unknown rule code ${code}; ${hint}`);
}

/** The version that a flag names; undefined where it is not given, so that the manifest may say one. */
function requireVersion(
  flag: string,
  text: string | undefined,
  isKnown: (text: string) => boolean,
  known: readonly string[],
): string | undefined {
  if (text !== undefined && !isKnown(text)) {
    throw new UsageError(`--${flag} takes a version from ${known[0]} to ${known.at(-1)}, or auto, not "${text}"`);
  }
  return text;
}

async function readSeverities(values: readonly string[]): Promise<Record<string, SeveritySetting>> {
  const set: Record<string, SeveritySetting> = {};
  for (const value of values) {
    const equals = value.indexOf("=");
    const severity = severitySettings.find((one) => one === value.slice(equals + 1));
    if (equals < 1 || severity === undefined) {
      throw new UsageError(`--rule takes CODE=${joinWords(severitySettings)}, not "${value}"`);
    }
    const code = value.slice(0, equals);
    await requireRule(code);
    set[code] = severity;
  }
  return set;
}

/**
 * The settings that the judging flags make.
 *
 * @throws UsageError for a version, code or severity that there is not
 */
export async function readSettings(parsed: ParsedArguments): Promise<Settings> {
  const haproxyVersion = requireVersion(
    "haproxy-version",
    valueOf(parsed, "haproxy-version"),
    isKnownHaproxyVersion,
    haproxyVersions,
  );
  const keepalivedVersion = requireVersion(
    "keepalived-version",
    valueOf(parsed, "keepalived-version"),
    isKnownKeepalivedVersion,
    keepalivedVersions,
  );
  return {
    ...defaultSettings,
    isClusterEnabled: !parsed.switches.has("no-cluster"),
    overrides: {
      ...(haproxyVersion === undefined ? {} : { haproxyVersion }),
      ...(keepalivedVersion === undefined ? {} : { keepalivedVersion }),
      rules: await readSeverities(parsed.values.get("rule") ?? []),
    },
  };
}

/** The locale of messages for people: what the flag says, else what the environment says; an empty variable counts as unset. */
export function localeFor(parsed: ParsedArguments): string | undefined {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return valueOf(parsed, "locale") ?? (LC_ALL || LC_MESSAGES || LANG);
}
