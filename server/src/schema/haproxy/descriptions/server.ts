/** See `../descriptions.ts`. */
export const serverDescriptions: Readonly<Record<string, string>> = {};
