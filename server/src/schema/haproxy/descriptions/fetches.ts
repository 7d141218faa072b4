/** See `../descriptions.ts`. */
export const fetchesDescriptions: Readonly<Record<string, string>> = {};
