/** See `../descriptions.ts`. */
export const globalDescriptions: Readonly<Record<string, string>> = {};
