/** See `../descriptions.ts`. */
export const optionsDescriptions: Readonly<Record<string, string>> = {};
