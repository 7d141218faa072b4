import { keepalivedGlobalDescriptions } from "./descriptions/global.ts";
import { keepalivedOtherDescriptions } from "./descriptions/other.ts";
import { keepalivedVirtualServerDescriptions } from "./descriptions/virtual-server.ts";
import { keepalivedVrrpDescriptions } from "./descriptions/vrrp.ts";

/**
 * Descriptions in our own words, by path with name: `vrrp_instance/priority`. Each is one to three sentences of Markdown:
 * what it does, with units and default.
 */
export const keepalivedDescriptions: Readonly<Record<string, string>> = {
  ...keepalivedGlobalDescriptions,
  ...keepalivedVrrpDescriptions,
  ...keepalivedVirtualServerDescriptions,
  ...keepalivedOtherDescriptions,
};
