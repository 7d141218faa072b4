/** Descriptions in our own words, by path with name: `vrrp_instance/priority`. */
export const keepalivedDescriptions: Readonly<Record<string, string>> = {};
