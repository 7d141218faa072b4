/** See `../descriptions.ts`. */
export const actionsDescriptions: Readonly<Record<string, string>> = {};
