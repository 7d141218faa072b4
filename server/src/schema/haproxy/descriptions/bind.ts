/** See `../descriptions.ts`. */
export const bindDescriptions: Readonly<Record<string, string>> = {};
