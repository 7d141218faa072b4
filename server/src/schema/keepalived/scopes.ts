/** The scopes that keepalived knows by itself, with the kernel's numbers; a machine may define more. */
export const scopes: Readonly<Record<string, number>> = { global: 0, link: 253, host: 254, site: 200, nowhere: 255 };
