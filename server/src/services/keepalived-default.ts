import { type Message, message } from "../rules/finding.ts";

/** Defaults that the schema tells in words, in words that can be translated. */
const told: Readonly<Record<string, Message>> = {
  "real server address": message("the real server's address"),
  "real server port": message("the real server's port"),
  "local host name": message("the local host name"),
  "primary address of the interface": message("the interface's primary address"),
  "first key": message("the first key"),
  unlimited: message("no limit"),
  "virtual_server weight": message("the virtual server's weight"),
  "none given: UDP with a warning for address servers": message("UDP, with a warning"),
  "keepalived_script if it exists, else root": message("keepalived_script if there is such a user, else root"),
  "port 25": message("port 25"),
  "global vrrp_version; 3 for IPv6": message("the global vrrp_version, and 3 for IPv6"),
  "keepalived@<local host name>": message("the user that runs keepalived, at the local host name"),
  "vrrp_mcast_group4/6": message("vrrp_mcast_group4 or vrrp_mcast_group6"),
  false: message("off"),
};

/**
 * Says what holds where a keyword is not written.
 *
 * @param value the default as the schema tells it
 */
export function sayDefault(value: string | number): Message | string {
  const text = String(value);
  const [, inherited] = /^(?:inherited[;,]|real server \/ virtual server value,) (.+)$/.exec(text) ?? [];
  if (inherited !== undefined) return message("{value}, unless set further up", { value: inherited });
  const [, global] = /^global, (\d+)$/.exec(text) ?? [];
  if (global !== undefined) return message("as in global_defs, there {value}", { value: global });
  return Object.hasOwn(told, text) ? (told[text] ?? text) : text;
}
