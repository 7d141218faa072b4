/** What a block must have: one of `anyOf`, or keepalived complains at its end. */
export interface KeepalivedRequirement {
  readonly anyOf: readonly string[];
  /** What becomes of the block without it. */
  readonly outcome: "dropped" | "no-start";
}

const httpGet: KeepalivedRequirement = { anyOf: ["url"], outcome: "dropped" };
const path: KeepalivedRequirement = { anyOf: ["path"], outcome: "dropped" };
const file: KeepalivedRequirement = { anyOf: ["file"], outcome: "dropped" };
const checkers = "virtual_server/real_server";

/** By path with name. What hangs on other lines of the block (an instance's interface) is judged by rules of its own. */
export const keepalivedRequirements: Readonly<Record<string, KeepalivedRequirement>> = {
  bfd_instance: { anyOf: ["neighbor_ip", "neighbour_ip"], outcome: "dropped" },
  garp_group: { anyOf: ["garp_interval", "gna_interval"], outcome: "dropped" },
  track_file: file,
  virtual_server: { anyOf: ["real_server"], outcome: "dropped" },
  [`${checkers}/BFD_CHECK`]: { anyOf: ["name"], outcome: "dropped" },
  [`${checkers}/FILE_CHECK`]: { anyOf: ["track_file"], outcome: "dropped" },
  [`${checkers}/HTTP_GET`]: httpGet,
  [`${checkers}/HTTP_GET/url`]: path,
  [`${checkers}/MISC_CHECK`]: { anyOf: ["misc_path"], outcome: "dropped" },
  [`${checkers}/SSL_GET`]: httpGet,
  [`${checkers}/SSL_GET/url`]: path,
  vrrp_instance: { anyOf: ["virtual_router_id"], outcome: "no-start" },
  vrrp_script: { anyOf: ["script"], outcome: "dropped" },
  vrrp_sync_group: { anyOf: ["group"], outcome: "dropped" },
  vrrp_track_file: file,
  vrrp_track_process: { anyOf: ["process"], outcome: "dropped" },
};
