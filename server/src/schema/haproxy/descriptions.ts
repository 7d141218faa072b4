import { actionsDescriptions } from "./descriptions/actions.ts";
import { bindDescriptions } from "./descriptions/bind.ts";
import { convertersDescriptions } from "./descriptions/converters.ts";
import { fetchesDescriptions } from "./descriptions/fetches.ts";
import { globalDescriptions } from "./descriptions/global.ts";
import { optionsDescriptions } from "./descriptions/options.ts";
import { otherDescriptions } from "./descriptions/other.ts";
import { proxyDescriptions } from "./descriptions/proxy.ts";
import { sectionsDescriptions } from "./descriptions/sections.ts";
import { serverDescriptions } from "./descriptions/server.ts";

/**
 * Descriptions in our own words, by `kind owner name` (`keyword proxy timeout client`; without the owner where the kind
 * has none: `fetch src`). Each is one to three sentences of Markdown: what it does, with units and default.
 */
export const haproxyDescriptions: Readonly<Record<string, string>> = {
  ...globalDescriptions,
  ...proxyDescriptions,
  ...optionsDescriptions,
  ...actionsDescriptions,
  ...sectionsDescriptions,
  ...serverDescriptions,
  ...bindDescriptions,
  ...fetchesDescriptions,
  ...convertersDescriptions,
  ...otherDescriptions,
};
