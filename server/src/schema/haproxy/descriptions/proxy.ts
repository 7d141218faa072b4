/** See `../descriptions.ts`. */
export const proxyDescriptions: Readonly<Record<string, string>> = {};
