/** A fixture in which one thing's name is marked wherever it is given (`‹›`) and used (`«»`). */
export interface NameCase {
  readonly title: string;
  readonly text: string;
}

export const nameCases: readonly NameCase[] = [
  {
    title: "a backend of another file that is read together with this one",
    text: `//- haproxy.cfg
global
    daemon
frontend f
    default_backend «web»
//- conf.d/10-more.cfg
frontend g
    use_backend «web» if { path_beg /a }
//- conf.d/20-web.cfg
backend ‹web›
    server s1 10.0.0.1:80
//- haproxy.service
ExecStart=haproxy -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d
`,
  },
  {
    title: "a backend",
    text: `
frontend f
    use_backend «web» if { path_beg /a }
    use_backend web2
    default_backend «web»
    acl up nbsrv(«web») gt 0
    http-request deny unless { srv_is_up(«web»/s1) } { nbsrv(«web») gt 1 }
    http-request set-header X "%[be_conn(«web»)] %[str(web)]"
    log backend@«web» local0
backend ‹web›
    server s1 10.0.0.1:80
backend web2
    server web 10.0.0.1:80 track «web»/s1
`,
  },
  {
    title: "a listen section as a backend and as a frontend",
    text: `
listen ‹api›
    bind :6443
frontend f
    default_backend «api»
    acl busy fe_conn(«api») gt 10
    stats scope «api»
`,
  },
  {
    title: "a frontend, though a backend has its name",
    text: `
frontend ‹web›
    default_backend web
    acl busy fe_conn(«web») gt 10
backend web
    server s 10.0.0.1:80
`,
  },
  {
    title: "a backend, though a frontend has its name",
    text: `
frontend web
    default_backend «web»
    acl busy fe_conn(web) gt 10
backend ‹web›
    server s 10.0.0.1:80
`,
  },
  {
    title: "the proxy that holds a stick table",
    text: `
frontend web
    http-request track-sc0 src table «rates»
    acl fast sc0_http_req_rate(«rates») gt 100
    acl fast sc_http_req_rate(0,«rates») gt 100
    http-request deny if { src,table_http_req_rate(«rates») gt 100 }
    tcp-request connection track-sc1 src table «rates» if fast
    default_backend web
backend web
    stick on src table «rates»
    server s 10.0.0.1:80
backend ‹rates›
    stick-table type ip size 1m store http_req_rate(10s)
`,
  },
  {
    title: "a table of a peers section",
    text: `
peers mates
    table ‹t1› type ip size 1m
    table t2 type ip size 1m
frontend t1
    http-request track-sc0 src table mates/«t1»
    http-request track-sc1 src table mates/t2
    acl fast sc0_http_req_rate(mates/«t1») gt 1
`,
  },
  {
    title: "a peers section",
    text: `
peers ‹mates›
    peer a 10.0.0.1:1024
    table t1 type ip size 1m
backend b
    stick-table type ip size 1m expire 10s peers «mates»
    stick match src table «mates»/t1 if { src 10.0.0.1 }
`,
  },
  {
    title: "a peer",
    text: `
global
    localpeer «a»
peers mates
    peer ‹a› 10.0.0.1:1024
    server b 10.0.0.2:1024
`,
  },
  {
    title: "named defaults",
    text: `
defaults ‹base›
    mode tcp
defaults http from «base»
    mode http
frontend f from «base»
    bind :80
backend b from http
    server s 10.0.0.1:80
`,
  },
  {
    title: "an ACL on several lines, in conditions of its proxy alone",
    text: `
frontend f
    acl ‹office› src 10.0.0.0/8
    acl other src 10.0.0.0/8
    acl "‹office›" src 172.16.0.0/12
    http-request deny if !«office» or other { path office } || ! «office»
    http-request set-header office office unless «office»
    http-request set-header X if if «office»
    tcp-request connection reject if !other !«office»
    redirect scheme https if «office»
    monitor fail if «office»
    use_backend b if «office»
    stats admin if «office»
    acl both acl(!«office»,other)
    http-request return status 200 content-type text/plain string "office" if «office»
frontend g
    acl office src 10.0.0.0/8
    http-request deny if office
`,
  },
  {
    // Seen with 2.6.12: `no such ACL` in the proxy that inherits.
    title: "an ACL of named defaults, which is theirs alone",
    text: `
defaults base
    acl ‹office› src 10.0.0.0/8
    http-request deny unless «office»
frontend f from base
    http-request deny unless office
`,
  },
  {
    title: "a server, of its backend and from elsewhere",
    text: `
backend web
    server ‹s1› 10.0.0.1:80 check
    server s2 10.0.0.2:80 cookie track track «s1» resolvers s1
    use-server «s1» if { src 10.0.0.1 }
    acl up srv_is_up(«s1»)
    acl up srv_is_up(web/«s1»)
backend other
    server s1 10.0.0.1:80
    server s2 10.0.0.1:80 track s1
    server s3 10.0.0.1:80 track web/«s1»
`,
  },
  {
    title: "an ACL of a FastCGI application",
    text: `
fcgi-app php
    acl ‹inside› path_beg /x
    set-param A b if «inside»
    pass-header X unless «inside»
`,
  },
  {
    title: "a userlist",
    text: `
userlist ‹admins›
    user u insecure-password x
frontend f
    acl ok http_auth(«admins»)
    http-request auth unless { http_auth(«admins») }
    acl boss http_auth_group(«admins») bosses
`,
  },
  {
    title: "a group of a userlist",
    text: `
userlist l
    group ‹g1› users u1,u2
    user u1 password x groups g2,«g1»
`,
  },
  {
    title: "a user of a userlist",
    text: `
userlist l
    group g1 users u1,«u2»
    user ‹u2› insecure-password x
userlist m
    user u2 insecure-password x
`,
  },
  {
    title: "resolvers",
    text: `
global
    httpclient.resolvers.id «dns»
resolvers ‹dns›
    nameserver a 10.0.0.1:53
backend b
    default-server check resolvers «dns»
    server s a.example:80 check inter 2s resolvers «dns» init-addr none
    server-template t 3 a.example:80 resolvers «dns»
    http-request do-resolve(txn.ip,«dns»,ipv4) hdr(host)
`,
  },
  {
    title: "mailers",
    text: `
mailers ‹post›
    mailer m 10.0.0.1:25
backend b
    email-alert mailers «post»
`,
  },
  {
    title: "a cache",
    text: `
cache ‹c›
    total-max-size 4
frontend f
    filter cache «c»
    http-request cache-use «c» if { path_beg /c }
    http-response cache-store «c»
`,
  },
  {
    title: "a ring",
    text: `
ring ‹r›
    size 32764
global
    log ring@«r» local0
frontend f
    log ring@«r» format rfc5424 local0
    log r local0
`,
  },
  {
    title: "error files",
    text: `
http-errors ‹e›
    errorfile 503 /e/503.http
frontend f
    errorfiles «e» 503
    http-request return status 503 errorfiles «e»
    http-request deny deny_status 503 errorfiles «e» if { path /e }
`,
  },
  {
    title: "a FastCGI application",
    text: `
fcgi-app ‹php›
    docroot /srv
backend b
    use-fcgi-app «php»
    filter fcgi-app «php»
`,
  },
  {
    title: "a log profile",
    text: `
log-profile ‹short›
    log-tag x
frontend f
    log stdout profile «short» format raw local0
    http-request do-log profile «short»
`,
  },
  {
    title: "a bandwidth filter of its proxy",
    text: `
frontend f
    filter bwlim-out ‹slow› default-limit 1m default-period 1s
    http-response set-bandwidth-limit «slow» limit 1m
frontend g
    filter bwlim-out slow default-limit 1m default-period 1s
`,
  },
  {
    title: "a vrrp_script",
    text: `
vrrp_script ‹chk› {
    script "/usr/bin/chk"
}
vrrp_script other { script "/bin/true" }
vrrp_sync_group G {
    group { VI_1 }
    track_script {
        «chk»
    }
}
vrrp_instance chk {
    track_script { «chk» weight -5 }
    track_script {
        "«chk»"
        other weight 2
    }
}
`,
  },
  {
    title: "a track file, whichever way it is written",
    text: `
vrrp_track_file ‹flag› {
    file /run/flag
}
vrrp_instance V {
    track_file {
        «flag» weight 1
    }
}
virtual_server 10.0.0.1 80 {
    real_server 10.0.0.2 80 {
        FILE_CHECK {
            track_file «flag»
        }
    }
}
`,
  },
  {
    title: "a tracked process",
    text: `
vrrp_track_process ‹haproxy› {
    process haproxy
}
vrrp_instance V {
    track_process {
        «haproxy» weight -20
    }
}
`,
  },
  {
    title: "a BFD instance",
    text: `
bfd_instance ‹peer› {
    neighbor_ip 10.0.0.2
}
vrrp_instance V {
    track_bfd {
        «peer»
    }
}
virtual_server 10.0.0.1 80 {
    real_server 10.0.0.2 80 {
        BFD_CHECK { name «peer» }
    }
}
`,
  },
  {
    title: "an instance in groups",
    text: `
vrrp_sync_group G {
    group {
        «VI_1» VI_2
    }
}
vrrp_instance ‹VI_1› {
    state MASTER
}
vrrp_instance VI_2 {
    state MASTER
}
track_group T {
    group {
        VI_2
        «VI_1»
    }
}
global_defs {
    lvs_sync_daemon eth0 inst «VI_1» id 5
}
`,
  },
  {
    title: "a virtual server group",
    text: `
virtual_server_group ‹web› {
    10.0.0.1 80
}
virtual_server group «web» {
    protocol TCP
}
virtual_server_group web2 {
    10.0.0.3 80
}
`,
  },
  {
    title: "a track group",
    text: `
track_group ‹T› {
    group { VI_1 }
}
static_ipaddress {
    10.0.0.9/24 dev eth0 track_group «T»
}
`,
  },
  {
    title: "an interface, which nothing gives",
    text: `
vrrp_instance V {
    interface «eth0»
    track_interface {
        «eth0» weight 5
        eth1
    }
    virtual_ipaddress {
        10.0.0.1/24 dev «eth0» label eth0:1
    }
}
garp_group {
    interface «eth0»
    interfaces { eth1 «eth0» }
}
`,
  },
  {
    title: "a definition",
    text: `
$‹IFACE›=eth0
$OTHER=\${«IFACE»}.5
vrrp_instance V {
    interface $«IFACE» # $IFACE
    virtual_ipaddress {
        10.0.0.1/24 dev \${«IFACE»}
        10.0.0.2/24 dev $IFACE.5
    }
}
`,
  },
  {
    title: "the variable of a sequence",
    text: `
$I=9
~SEQ(‹I›, 3) vrrp_track_file f$«I» { file /run/\${«I»} }
`,
  },
  {
    title: "scripts across an include",
    text: `//- lb1/keepalived.conf
include conf.d/*.conf
vrrp_instance V {
    track_script { «chk» }
}
//- lb1/conf.d/scripts.conf
vrrp_script ‹chk› {
    script "/usr/bin/chk"
}
//- lb1/conf.d/more.conf
vrrp_instance W {
    virtual_router_id 52
    track_script { «chk» }
}
//- lb2/keepalived.conf
vrrp_instance V {
    track_script { chk }
}
`,
  },
  {
    title: "scripts of a file that two nodes bring in",
    text: `//- lb1/keepalived.conf
include ../common/scripts.conf
vrrp_instance V {
    track_script { «chk» }
}
//- lb2/keepalived.conf
include ../common/scripts.conf
vrrp_instance V {
    track_script { «chk» }
}
//- common/scripts.conf
vrrp_script ‹chk› {
    script "/usr/bin/chk"
}
`,
  },
  {
    title: "definitions across an include of the machine's own path",
    text: `//- hosts/lb1/etc/keepalived/keepalived.conf
$‹PRIO›=100
include /etc/keepalived/conf.d/vip.conf
//- hosts/lb1/etc/keepalived/conf.d/vip.conf
vrrp_instance V {
    virtual_router_id 51
    priority $«PRIO»
}
//- hosts/lb2/etc/keepalived/keepalived.conf
$PRIO=90
`,
  },
  {
    title: "names in fragments that mean what the block around says",
    text: `//- lb1/keepalived.conf
vrrp_script ‹chk› {
    script "/usr/bin/chk"
}
vrrp_instance V {
    include tracks.inc
}
vrrp_instance W {
    track_script {
        include names.inc
    }
}
//- lb1/tracks.inc
track_script {
    «chk» weight 5
}
//- lb1/names.inc
«chk»
other
`,
  },
  {
    title: "a name that only some hosts read",
    text: `
@lb1 vrrp_script ‹chk› { script "/bin/a" }
@lb2 vrrp_script other { script "/bin/b" }
vrrp_instance V {
    @lb1 track_script { «chk» }
    @lb2 track_script { other }
}
`,
  },
  {
    title: "hosts that lines are for, which nothing gives",
    text: `
@«lb1» vrrp_script chk { script "/bin/a" }
vrrp_instance V {
    @«lb1» priority 100
    @^«lb1» priority 90
    @lb2 state BACKUP
    virtual_ipaddress {
        @VIP@
    }
}
`,
  },
  {
    title: "a definition in words, in braces and in another one's lines",
    text: `
$‹NET›=10.0.0
$BLOCK= \\
    virtual_ipaddress { \\
        \${«NET»}.1/24 \\
    }
vrrp_instance V_$«NET» {
    mcast_src_ip \${«NET»}.5
    router "\${«NET»}"
    $BLOCK
}
`,
  },
  {
    title: "a definition across an include within a block",
    text: `//- lb1/keepalived.conf
$‹IF›=eth0
vrrp_instance V {
    include vips.inc
    interface $«IF»
}
//- lb1/vips.inc
virtual_ipaddress {
    10.0.0.1 dev $«IF»
}
`,
  },
  {
    title: "an instance that the sync daemon follows, by its old form too",
    text: `
global_defs {
    lvs_sync_daemon eth0 «VI_1» id 3
}
vrrp_instance ‹VI_1› {
    interface eth0
}
`,
  },
];
