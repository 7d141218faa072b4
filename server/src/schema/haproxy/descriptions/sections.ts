/** See `../descriptions.ts`. */
export const sectionsDescriptions: Readonly<Record<string, string>> = {};
