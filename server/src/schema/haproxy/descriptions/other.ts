/** See `../descriptions.ts`. */
export const otherDescriptions: Readonly<Record<string, string>> = {};
