/** See `../descriptions.ts`. */
export const convertersDescriptions: Readonly<Record<string, string>> = {};
