/**
 * Descriptions in our own words, by `kind owner name` (`keyword proxy timeout client`; without the owner where the kind
 * has none: `fetch src`).
 */
export const haproxyDescriptions: Readonly<Record<string, string>> = {};
