/** Messages in another language, by their English template. */
export type Translations = Readonly<Record<string, string>>;

/**
 * The translated messages by language; English is what the rules themselves speak. Each is read only when it is asked for, so
 * that a run in English does not pay for it. There is one Chinese, in simplified characters, for all Chinese locales.
 */
const bundles: ReadonlyMap<string, () => Promise<Translations>> = new Map([
  ["zh", async () => (await import("../rules/locale/zh-cn.json", { with: { type: "json" } })).default],
]);

/** The language of a locale, such as `zh`, however the locale is written. */
export function languageOf(locale: string | undefined): string | undefined {
  return locale?.toLowerCase().split(/[-_.@]/)[0];
}

/**
 * Loads the messages of a language.
 *
 * @param locale a locale as LSP clients (`zh-cn`) or the environment (`zh_CN.UTF-8`) name it; undefined: English
 * @returns undefined where the messages are to be said in English
 */
export async function loadTranslations(locale: string | undefined): Promise<Translations | undefined> {
  const language = languageOf(locale);
  return language === undefined ? undefined : bundles.get(language)?.();
}
