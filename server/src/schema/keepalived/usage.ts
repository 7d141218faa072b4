/**
 * What people write first and most often in each block: what a block must have, then what most have. The orders come from counting
 * published configurations.
 */
const orders: Readonly<Record<string, string>> = {
  "": "global_defs vrrp_script vrrp_instance vrrp_sync_group virtual_server virtual_server_group track_file vrrp_track_process static_routes static_ipaddress bfd_instance",
  global_defs:
    "router_id enable_script_security script_user vrrp_version vrrp_strict vrrp_garp_master_refresh vrrp_skip_check_adv_addr notification_email notification_email_from smtp_server smtp_connect_timeout vrrp_garp_interval vrrp_gna_interval vrrp_mcast_group4 max_auto_priority",
  vrrp_script: "script interval timeout weight fall rise user init_fail",
  vrrp_instance:
    "state interface virtual_router_id priority advert_int authentication virtual_ipaddress track_script unicast_src_ip unicast_peer nopreempt preempt_delay mcast_src_ip notify_master notify_backup notify_fault notify track_interface garp_master_delay virtual_ipaddress_excluded version track_process track_file garp_master_refresh garp_master_repeat use_vmac accept debug",
  "vrrp_instance/authentication": "auth_type auth_pass",
  vrrp_sync_group: "group notify_master notify_backup notify_fault notify track_script global_tracking smtp_alert",
  virtual_server:
    "delay_loop lb_algo lb_kind protocol persistence_timeout real_server sorry_server quorum ha_suspend alpha omega virtualhost",
  "virtual_server/real_server":
    "weight TCP_CHECK HTTP_GET SSL_GET MISC_CHECK inhibit_on_failure notify_up notify_down DNS_CHECK UDP_CHECK PING_CHECK SMTP_CHECK",
  "virtual_server/real_server/TCP_CHECK":
    "connect_port connect_timeout retry delay_before_retry connect_ip bindto warmup",
  "virtual_server/real_server/HTTP_GET":
    "url connect_port connect_timeout retry delay_before_retry connect_ip bindto warmup",
  "virtual_server/real_server/SSL_GET":
    "url connect_port connect_timeout retry delay_before_retry connect_ip enable_sni bindto warmup",
  "virtual_server/real_server/HTTP_GET/url": "path status_code digest virtualhost",
  "virtual_server/real_server/SSL_GET/url": "path status_code digest virtualhost",
  "virtual_server/real_server/MISC_CHECK": "misc_path misc_timeout misc_dynamic user",
  "virtual_server/real_server/DNS_CHECK":
    "type name connect_port connect_timeout retry delay_before_retry connect_ip bindto",
  "virtual_server/real_server/UDP_CHECK":
    "connect_port connect_timeout retry delay_before_retry payload require_reply min_reply_length max_reply_length",
  "virtual_server/real_server/SMTP_CHECK":
    "connect_port connect_timeout retry delay_before_retry helo_name connect_ip bindto",
  "virtual_server/real_server/PING_CHECK": "connect_timeout retry delay_before_retry connect_ip bindto",
  "virtual_server/real_server/FILE_CHECK": "track_file weight",
  "virtual_server/real_server/BFD_CHECK": "name alpha",
  SSL: "certificate key ca password",
  vrrp_track_process: "process weight quorum delay",
  track_file: "file weight init_file",
  vrrp_track_file: "file weight init_file",
  bfd_instance: "neighbor_ip source_ip min_rx min_tx multiplier",
};

/** The keywords that people write most often in the block of a path, the first ones first. */
export function keepalivedUsage(path: readonly string[]): readonly string[] {
  const key = path.join("/");
  return Object.hasOwn(orders, key) ? (orders[key]?.split(" ") ?? []) : [];
}
