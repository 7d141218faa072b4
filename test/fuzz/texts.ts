/** A file of the fuzz tests' own making, as a workspace takes it. */
export interface SeedFile {
  readonly file: string;
  readonly text: string;
}

/** A haproxy.cfg with most of what the language has: quotes, escapes, conditions, templates, all kinds of sections. */
export const haproxyTexts: readonly string[] = [
  `# edge balancer
global
    log /dev/log local0 info
    maxconn 20000
    user haproxy
    stats socket /run/haproxy/admin.sock mode 660 level admin
    setenv ENTRY "10.20.0.100:6443"
    lua-load /etc/haproxy/routes.lua

defaults base
    mode tcp
    log global
    option tcplog
    timeout connect 5s
    timeout client 4h
    timeout server 4h

frontend kube-apiserver from base
    bind "\${ENTRY}" transparent
    bind [::]:6443 v6only # the second family
    tcp-request inspect-delay 5s
    default_backend kube-apiserver

backend kube-apiserver
    balance roundrobin
    option httpchk GET /readyz
    http-check expect status 200
    default-server check check-ssl verify none inter 3s fall 3 rise 2
    server cp1 10.20.0.11:6443
    server cp2 10.20.0.12:6443 weight 20
    server cp3 10.20.0.13:6443 backup
`,
  `global
  daemon
.if version_atleast(2.5)
  expose-experimental-directives
.else
  nbproc 1
.endif

defaults
  mode http
  timeout client 30s
  timeout server 30s
  timeout connect 4s
  errorfile 503 /etc/haproxy/errors/503.http

userlist admins
  user ops insecure-password 'pass word#1'

peers mesh
  peer lb1 192.0.2.11:1024
  peer lb2 192.0.2.12:1024

resolvers dns
  nameserver ns1 192.0.2.53:53
  hold valid 10s

frontend www
  bind :80
  bind *:443 ssl crt /etc/haproxy/certs/ alpn h2,http/1.1
  acl is_api path_beg -i /api /v1\\ /v2
  acl from_lan src 10.0.0.0/8 192.168.0.0/16
  acl quoted hdr(host) -m reg "^(a|b)\\.example\\.org$"
  http-request set-header X-Forwarded-Proto https if { ssl_fc }
  http-request deny deny_status 429 if { sc_http_req_rate(0) gt 100 } !from_lan
  http-response set-header Strict-Transport-Security "max-age=31536000; includeSubDomains"
  log-format "%ci:%cp [%tr] %ft %b/%s %TR/%Tw %{+Q}r"
  use_backend api if is_api or quoted
  use_backend %[req.hdr(host),lower,map(/etc/haproxy/hosts.map,www)]
  default_backend www

backend api
  balance leastconn
  stick-table type ip size 100k expire 30m peers mesh store http_req_rate(10s)
  http-request track-sc0 src
  server a1 "api 1":8080 check
  server a2 {{ api_address }}:8080 check inter {{ interval | default('2s') }}
{% for host in hosts %}
  server {{ host.name }} {{ host.ip }}:8080 check
{% endfor %}

backend www
  cookie SRV insert indirect nocache
  server-template w 3 www.internal:80 check resolvers dns
  server w9 unix@/run/www.sock

listen stats
  bind 127.0.0.1:8404
  stats enable
  stats uri /
  stats auth admin:s3cret

cache small
  total-max-size 4

ring events
  format rfc5424
  size 32764
`,
];

/** keepalived.conf texts: plain, with definitions and hosts in one file, with sequences, with LVS, with odd braces. */
export const keepalivedTexts: readonly string[] = [
  `! Configuration File for keepalived

global_defs {
    router_id lb1
    enable_script_security
    script_user root
}

vrrp_script check_haproxy {
    script "/usr/bin/pgrep -x haproxy"
    interval 2
    fall 2
    rise 2
    weight -30
}

vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 51
    mcast_src_ip 10.20.0.1
    priority 120
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass k8s#vip!9
    }
    virtual_ipaddress {
        10.20.0.100/24 dev eth0 label eth0:vip
        10.20.0.101/24
    }
    track_script {
        check_haproxy
    }
    notify_master "/usr/local/bin/take.sh \\"now\\" 'it is'"
}
`,
  `global_defs {
    router_id shared
}
$VRID=71
$NET=10.20.1
$PEERS=\\
    \${NET}.1 \\
    \${NET}.2
include /etc/keepalived/conf.d/*.conf
vrrp_instance VI_2 {
@lb1 state MASTER
@^lb1 state BACKUP
    interface eth1
    virtual_router_id $VRID
@lb1 priority 150
@lb2 priority 100
    unicast_peer {
@lb1    $NET.2
@lb2    \${NET}.1
    }
    virtual_ipaddress {
        \${NET}.100/24
    }
}
`,
  `$BLOCK=vrrp_instance VI_$N { \\
    state BACKUP \\
    interface eth$N \\
    virtual_router_id 1$N \\
    priority 100 \\
    virtual_ipaddress { 10.30.$N.100 } \\
}
~SEQ(N, 1, 4) $BLOCK
~LST({A, B}, {x, 1}, {y, 2}) static_ipaddress { 10.31.$B.1 }
`,
  `vrrp_sync_group G1
{
    group { VI_3 VI_4 }
    notify "/bin/sh -c 'echo {x}'"
}
vrrp_instance VI_3{state BACKUP
interface {{ iface }}
virtual_router_id 53 priority 90
nopreempt
virtual_ipaddress {{{ vip }}/24
 2001:db8::100/64
}
{% if tracked %}
track_interface { eth0 weight -10 }
{% endif %}
}
virtual_server 10.20.0.100 443 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    persistence_timeout 50
    protocol TCP
    real_server 10.20.0.21 443 {
        weight 1
        SSL_GET { url { path "/" status_code 200 } connect_timeout 3 }
    }
    real_server 10.20.0.22 443 { weight 1 TCP_CHECK { connect_port 443 } }
}
`,
];

export const kubernetesTexts: readonly string[] = [
  `apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: 10.20.0.11
  bindPort: 6443
nodeRegistration:
  name: cp1
---
# the cluster as a whole
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.29.0
controlPlaneEndpoint: "10.20.0.100:6443"
apiServer:
  certSANs: [10.20.0.100, "k8s.example.org"]
  extraArgs:
    secure-port: "6443"
etcd:
  external:
    endpoints:
      - https://10.20.0.11:2379
networking:
  podSubnet: 10.244.0.0/16
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken: { token: abcdef.0123456789abcdef, apiServerEndpoint: "10.20.0.100:6443" }
controlPlane:
  localAPIEndpoint: { advertiseAddress: 10.20.0.12 }
`,
  `apiVersion: v1
kind: Pod
metadata: { name: kube-apiserver, namespace: kube-system }
spec:
  hostNetwork: true
  containers:
    - name: kube-apiserver
      command:
        - kube-apiserver
        - --advertise-address=10.20.0.11
        - --secure-port=6443
        - --bind-address=0.0.0.0
`,
];

export const shellTexts: readonly string[] = [
  `#!/bin/bash
set -e
VIP=10.20.0.100
kubeadm init --control-plane-endpoint "$VIP:6443" \\
    --apiserver-bind-port 6443 --apiserver-advertise-address=10.20.0.11 \\
    --upload-certs | tee init.log
cat > kubeadm.yaml <<EOF
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
controlPlaneEndpoint: \${VIP}:6443
EOF
if true; then kubeadm join 10.20.0.100:6443 --token "$(cat token)" --control-plane; fi # kubeadm init in a comment
cat >> /etc/hosts <<EOF
$VIP k8s.example
EOF
echo "10.20.0.13 lb3" | sudo tee -a /etc/hosts
ssh cp2 'kubeadm join 10.20.0.100:6443 --control-plane --apiserver-advertise-address 10.20.0.12'
`,
];

export const hostsTexts: readonly string[] = [
  `127.0.0.1 localhost
10.20.0.100\tk8s.example k8s # the VIP
10.20.0.11 lb1 lb1.example
10.20.0.12 lb2
fd00::13 lb3
{{ ip }} cp1.example
`,
];

function keepalivedOfNode(node: number, state: string, priority: number): string {
  return (keepalivedTexts[0] ?? "")
    .replace("router_id lb1", `router_id lb${node}`)
    .replace("state MASTER", `state ${state}`)
    .replace("10.20.0.1\n", `10.20.0.1${node}\n`)
    .replace("priority 120", `priority ${priority}`)
    .replace("k8s#vip!9", "k8s-vip9");
}

function fence(text: string): string {
  return `\n\`\`\`conf\n${text}\n\`\`\`\n`;
}

/** Texts for people that show configs in blocks. */
export const documentTexts: readonly string[] = [
  [
    "# A tutorial",
    fence(keepalivedOfNode(1, "MASTER", 120)),
    fence(keepalivedOfNode(2, "BACKUP", 110).replace("virtual_router_id 51", "virtual_router_id 52")),
    fence(haproxyTexts[0] ?? ""),
    fence(shellTexts[0] ?? ""),
    `Then\n\n${(haproxyTexts[1] ?? "").replace(/^/gm, "    ")}`,
  ].join("\n"),
];

/** A whole cluster: three nodes that are balancer and control plane at once, and the files that install it. */
export const clusterFiles: readonly SeedFile[] = [
  { file: "lb1/keepalived.conf", text: keepalivedOfNode(1, "MASTER", 120) },
  { file: "lb2/keepalived.conf", text: keepalivedOfNode(2, "BACKUP", 110) },
  { file: "lb3/keepalived.conf", text: keepalivedOfNode(3, "BACKUP", 100) },
  { file: "lb1/haproxy.cfg", text: haproxyTexts[0] ?? "" },
  { file: "lb2/haproxy.cfg", text: haproxyTexts[0] ?? "" },
  { file: "lb3/haproxy.cfg", text: haproxyTexts[1] ?? "" },
  { file: "kubeadm.yaml", text: kubernetesTexts[0] ?? "" },
  { file: "manifests/kube-apiserver.yaml", text: kubernetesTexts[1] ?? "" },
  { file: "install.sh", text: shellTexts[0] ?? "" },
  { file: "hosts", text: hostsTexts[0] ?? "" },
];
