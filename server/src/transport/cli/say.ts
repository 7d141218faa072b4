import { type Message, message, sayMessage } from "../../rules/finding.ts";
import { languageOf, type Translations } from "../translations.ts";

/** Says a message in the reader's language. */
export type Say = (said: Message) => string;

/** What the command line says of itself, by language; what has no translation is said in English. */
const bundles: ReadonlyMap<string, () => Promise<Translations>> = new Map([
  ["zh", async () => (await import("./locale/zh-cn.json", { with: { type: "json" } })).default],
]);

/**
 * How the command line speaks to a reader.
 *
 * @param locale see `loadTranslations`
 */
export async function loadSay(locale: string | undefined): Promise<Say> {
  const language = languageOf(locale);
  const translations = language === undefined ? undefined : await bundles.get(language)?.();
  return (said) => sayMessage(said, translations);
}

/** `1 file`, `2 files`; the one is written out, and of the others there is a `{count}`. */
export function countOf(count: number, one: string, many: string): Message {
  return count === 1 ? message(one) : message(many, { count });
}
