/** What the value of a setting is. */
export type EtcdValue =
  | "text"
  | "file"
  | "folder"
  | "urls"
  | "list"
  | "number"
  | "bytes"
  | "milliseconds"
  | "duration"
  | "switch";

/** A setting of etcd: a flag, and the environment variable and YAML key of the same name. */
export interface EtcdFlag {
  /** Without dashes: `initial-cluster`. */
  readonly name: string;
  readonly group: EtcdFlagGroup;
  readonly value: EtcdValue;
  /** The words that it takes; empty where it takes others. */
  readonly words: readonly string[];
  /** As it is written; undefined where nothing is set. */
  readonly standard: string | undefined;
  /** The release series that brought it; undefined: before 3.0. */
  readonly since: string | undefined;
  /** The last series that knows it. */
  readonly until: string | undefined;
  /** What took its place. */
  readonly successor: string | undefined;
  /** In our own words. */
  readonly text: string;
}

export type EtcdFlagGroup =
  | "member"
  | "clustering"
  | "security"
  | "auth"
  | "monitoring"
  | "logging"
  | "tracing"
  | "features"
  | "unsafe"
  | "proxy";

/** `group name value[=standard] [since] [-until] [>successor] | text`, one a line. Series were looked up in etcd's own tags. */
const source = `
member name text=default | The member's name. It must be unique in the cluster and be the one that \`initial-cluster\` has for it.
member data-dir folder=<name>.etcd | Where the member keeps its data. It outlives restarts: once it is filled, all \`initial-*\` settings are ignored.
member wal-dir folder | A folder of its own for the write-ahead log, best on a fast disk that nothing else writes to.
member snapshot-count number=10000 | After how many committed transactions a snapshot is written and the log cut. 100000 from 3.2 to 3.5.
member heartbeat-interval milliseconds=100 | How often the leader says that it is alive. About the time that a message takes between the members and back.
member election-timeout milliseconds=1000 | After how long without a heartbeat a member calls an election. Ten times the heartbeat interval, the same on all members.
member initial-election-tick-advance switch=true 3.1 | Whether a member that starts skips most of the first election timeout, so that a leader is found sooner.
member listen-peer-urls urls=http://localhost:2380 | Where the member listens for the others. An address or 0.0.0.0, never a name.
member listen-client-urls urls=http://localhost:2379 | Where the member listens for clients. An address or 0.0.0.0, never a name; keep 127.0.0.1 for etcdctl on the machine.
member listen-client-http-urls urls 3.4 | Where clients are served by HTTP alone; then \`listen-client-urls\` serves gRPC only.
member max-snapshots number=5 | How many snapshot files are kept; 0 keeps all.
member max-wals number=5 | How many write-ahead log files are kept; 0 keeps all.
member memory-mlock switch=false 3.6 | Keep etcd's memory, its database above all, from being swapped out.
member quota-backend-bytes bytes=0 | How large the database may grow before etcd turns read-only with a NOSPACE alarm. 0 is 2 GiB; 8 GiB is the most that is advised.
member backend-bbolt-freelist-type text=map{array,map} 3.5 | How the database keeps its free pages.
member backend-batch-interval duration 3.4 | The longest time before the database commits what it has gathered. 100 ms where it is not set.
member backend-batch-limit number=0 3.4 | After how many operations the database commits. 10000 where it is 0.
member max-txn-ops number=128 3.3 | How many operations one transaction may have.
member max-request-bytes bytes=1572864 3.2 | The largest request that is taken from a client.
member max-concurrent-streams number 3.4 | How many streams one client may have open at a time.
member grpc-keepalive-min-time duration=5s 3.2 | How long a client must wait between two pings, else it is disconnected.
member grpc-keepalive-interval duration=2h 3.2 | How often the server asks whether a connection is alive; 0 never.
member grpc-keepalive-timeout duration=20s 3.2 | How long the server waits for the answer to that before it closes the connection; 0 does not close it.
member socket-reuse-port switch=false 3.5 | Listen with SO_REUSEPORT, so that a port can be bound that is in use.
member socket-reuse-address switch=false 3.5 | Listen with SO_REUSEADDR, so that an address can be bound whose last connections are still closing.
member enable-grpc-gateway switch=true 3.4 | Serve the API as JSON over HTTP as well.
member raft-read-timeout duration=5s 3.5 | How long a connection to another member may wait for something to read.
member raft-write-timeout duration=5s 3.5 | How long a write to another member may take.
member feature-gates list 3.6 | Features that are still on trial, as \`Name=true\`, separated by commas.
member config-file file | A YAML file with all settings. Where it is given, flags and environment variables are ignored.
member enable-v2 switch=false 3.2 -3.5 | Serve the API of etcd 2. True before 3.4.
clustering initial-advertise-peer-urls urls=http://localhost:2380 | The URLs by which the other members reach this one. They must be those that \`initial-cluster\` has for its name.
clustering initial-cluster list=default=http://localhost:2380 | The members that the cluster is made of, \`name=URL\` separated by commas and without blanks. All members of a new cluster need the same list.
clustering initial-cluster-state text=new{new,existing} | \`new\` for members that make a cluster together, \`existing\` for one that joins. It counts only as long as the data folder is empty.
clustering initial-cluster-token text=etcd-cluster | A word that goes into the cluster's ID, so that two clusters never mix. The same on all members.
clustering advertise-client-urls urls=http://localhost:2379 | The URLs by which clients reach this member; the other members and client libraries hand them on. localhost is right only where all clients are on this machine.
clustering discovery text >discovery-token | The URL of a discovery service of version 2, in place of \`initial-cluster\`.
clustering discovery-token text 3.6 | The token of the cluster to be made, for discovery of version 3.
clustering discovery-endpoints list 3.6 | The etcd servers that keep the discovery, for version 3.
clustering discovery-dial-timeout duration=2s 3.6 | How long connecting to the discovery service may take.
clustering discovery-request-timeout duration=5s 3.6 | How long a request to the discovery service may take.
clustering discovery-keepalive-time duration=2s 3.6 | How often the connection to the discovery service is asked whether it is alive.
clustering discovery-keepalive-timeout duration=6s 3.6 | How long to wait for the answer to that.
clustering discovery-insecure-transport switch=true 3.6 | Talk to the discovery service without TLS.
clustering discovery-insecure-skip-tls-verify switch=false 3.6 | Do not check the certificate of the discovery service. For tests only.
clustering discovery-cert file 3.6 | The client certificate for the discovery service.
clustering discovery-key file 3.6 | The key of that certificate.
clustering discovery-cacert file 3.6 | The authority by which the discovery service is checked.
clustering discovery-user text 3.6 | The user for the discovery service, with or without \`:password\`.
clustering discovery-password text 3.6 | The password for the discovery service.
clustering discovery-fallback text=exit{exit,proxy} | What to do when discovery fails. \`proxy\` is gone since 3.6.
clustering discovery-proxy text | An HTTP proxy for the discovery service of version 2.
clustering discovery-srv text | A DNS domain whose SRV records name the members, in place of \`initial-cluster\`.
clustering discovery-srv-name text 3.4 | What is added to the name of these SRV records.
clustering strict-reconfig-check switch=true | Refuse changes of the membership that would cost the quorum.
clustering pre-vote switch=true 3.4 | Ask the others before an election, so that a member that was cut off does not disturb the leader when it comes back. False before 3.5.
clustering auto-compaction-retention text=0 | How much history is kept: hours or a duration with \`periodic\`, a number of revisions with \`revision\`. 0 keeps all; Kubernetes compacts by itself.
clustering auto-compaction-mode text=periodic{periodic,revision} 3.3 | How \`auto-compaction-retention\` is read.
security cert-file file | The certificate that clients are shown.
security key-file file | The key of that certificate.
security client-cert-auth switch=false | Ask clients for a certificate that the trusted authority signed.
security client-cert-file file 3.5 | A certificate for etcd's own connections to its client port; \`cert-file\` where it is not set.
security client-key-file file 3.5 | The key of that certificate.
security client-crl-file file 3.3 | Client certificates that are revoked.
security client-cert-allowed-hostname list 3.4 | The names that a client's certificate may have.
security trusted-ca-file file | The authority by which client certificates are checked.
security auto-tls switch=false | Serve clients by TLS with a certificate that etcd makes itself.
security peer-cert-file file | The certificate that the other members are shown.
security peer-key-file file | The key of that certificate.
security peer-client-cert-auth switch=false | Ask the other members for a certificate that the trusted authority signed.
security peer-client-cert-file file 3.5 | A certificate for connections to other members; \`peer-cert-file\` where it is not set.
security peer-client-key-file file 3.5 | The key of that certificate.
security peer-trusted-ca-file file | The authority by which the other members are checked.
security peer-cert-allowed-cn list 3.3 | The common names that a member's certificate may have.
security peer-cert-allowed-hostname list 3.4 | The names that a member's certificate may have.
security peer-auto-tls switch=false | Talk to the other members by TLS with a certificate that etcd makes itself.
security self-signed-cert-validity number=1 3.5 | For how many years the certificates are valid that etcd makes itself.
security peer-crl-file file 3.3 | Members' certificates that are revoked.
security cipher-suites list 3.2 | The TLS cipher suites that are allowed; Go's own choice where it is empty.
security cors list=* | The origins from which browsers may ask.
security host-whitelist list=* 3.4 | The host names that HTTP requests may name where no TLS is used.
security tls-min-version text=TLS1.2{TLS1.2,TLS1.3} 3.4 | The lowest version of TLS that is taken.
security tls-max-version text{TLS1.2,TLS1.3} 3.4 | The highest version of TLS that is taken; Go's own choice where it is empty.
security ca-file file -3.3 >trusted-ca-file | The authority by which client certificates are checked.
security peer-ca-file file -3.3 >peer-trusted-ca-file | The authority by which the other members are checked.
security peer-skip-client-san-verification switch=false 3.6 | Do not compare the addresses in a member's certificate with the one that it comes from.
auth auth-token text=simple{simple,jwt} 3.2 | What kind of token users get who log in; \`jwt\` with its options behind commas.
auth bcrypt-cost number=10 3.4 | How much work hashing a password is, from 4 to 31.
auth auth-token-ttl number=300 3.3 | For how many seconds a token is valid.
monitoring enable-pprof switch=false | Serve profiles under \`/debug/pprof/\` of the client URL.
monitoring metrics text=basic{basic,extensive} 3.1 | How much is told under \`/metrics\`; \`extensive\` adds histograms of every gRPC call.
monitoring listen-metrics-urls urls 3.3 | Where \`/metrics\` and \`/health\` are served besides, without client certificates where the URL is http. Probes of pods ask there.
logging logger text=zap{zap,capnslog} 3.4 | The logger. \`zap\` is the only one since 3.5.
logging log-outputs list=default 3.4 | Where the log goes: \`stdout\`, \`stderr\`, \`default\` or files. Where it is set journald gets no records of its own form.
logging log-output text=default 3.1 -3.4 >log-outputs | Where the log goes.
logging log-level text=info{debug,info,warn,error,panic,fatal} 3.4 | From which level on something is logged.
logging log-format text=json{json,console} 3.6 | How a line of the log looks.
logging log-package-levels list -3.4 >log-level | Log levels of single packages.
logging debug switch=false -3.4 >log-level | Log at the level \`debug\`.
logging enable-log-rotation switch=false 3.5 | Rotate the log where it goes to one file.
logging log-rotation-config-json text 3.5 | How it is rotated, as JSON: maxsize (MB), maxage (days), maxbackups, localtime, compress.
logging warning-unary-request-duration duration=300ms 3.6 | How long a request may take before a warning is logged.
tracing enable-distributed-tracing switch=false 3.6 | Send traces by OpenTelemetry.
tracing distributed-tracing-address text=localhost:4317 3.6 | The collector of the traces.
tracing distributed-tracing-service-name text=etcd 3.6 | The service's name in traces, the same on all members.
tracing distributed-tracing-instance-id text 3.6 | The member's own ID in traces.
tracing distributed-tracing-sampling-rate number=0 3.6 | How many of a million spans are sent.
features corrupt-check-time duration=0s 3.6 | How often members compare hashes of their data; 0 never.
features compact-hash-check-time duration=1m 3.6 | How often the leader compares the members' hashes of compacted data.
features compaction-batch-limit number=1000 3.6 | How many revisions are deleted in one step of a compaction.
features compaction-sleep-interval duration=10ms 3.6 | How long a compaction rests between its steps.
features watch-progress-notify-interval duration=10m 3.6 | How often watchers are told how far they are when nothing happens.
features warning-apply-duration duration=100ms 3.6 | How long applying an entry may take before a warning is logged.
features bootstrap-defrag-threshold-megabytes number=0 3.6 | Defragment the database at the start if that frees so many megabytes; 0 never.
features max-learners number=1 3.6 | How many learners, members without a vote, the cluster may have.
features downgrade-check-time duration=5s 3.6 | How often the leader looks whether a downgrade is done.
features snapshot-catchup-entries number=5000 3.6 | How many entries are kept for slow members when the log is cut.
features v2-deprecation text=write-only{not-yet,write-only,write-only-drop-data,gone} 3.5 | How far the store of etcd 2 is given up.
features experimental-initial-corrupt-check switch=false 3.3 -3.6 >feature-gates | Compare the data with that of the other members before serving.
features experimental-corrupt-check-time duration=0s 3.3 -3.6 >corrupt-check-time | How often members compare hashes of their data; 0 never.
features experimental-enable-v2v3 text 3.3 -3.5 | Serve the API of etcd 2 from data of etcd 3 under this prefix.
features experimental-compact-hash-check-enabled switch=false 3.5 -3.6 >feature-gates | Let the leader compare the members' hashes of compacted data.
features experimental-compact-hash-check-time duration=1m 3.5 -3.6 >compact-hash-check-time | How often it does so.
features experimental-compaction-batch-limit number=1000 3.4 -3.6 >compaction-batch-limit | How many revisions are deleted in one step of a compaction.
features experimental-compaction-sleep-interval duration=10ms 3.5 -3.6 >compaction-sleep-interval | How long a compaction rests between its steps.
features experimental-enable-lease-checkpoint switch=false 3.4 -3.6 >feature-gates | Let a new leader know how long leases still have.
features experimental-enable-lease-checkpoint-persist switch=false 3.4 -3.6 >feature-gates | Keep that on disk as well.
features experimental-peer-skip-client-san-verification switch=false 3.2 -3.6 >peer-skip-client-san-verification | Do not compare the addresses in a member's certificate with the one that it comes from.
features experimental-watch-progress-notify-interval duration=10m 3.4 -3.6 >watch-progress-notify-interval | How often watchers are told how far they are when nothing happens.
features experimental-warning-apply-duration duration=100ms 3.4 -3.6 >warning-apply-duration | How long applying an entry may take before a warning is logged.
features experimental-txn-mode-write-with-shared-buffer switch=true 3.5 -3.6 >feature-gates | Let writing transactions read from the shared buffer.
features experimental-bootstrap-defrag-threshold-megabytes number=0 3.5 -3.6 >bootstrap-defrag-threshold-megabytes | Defragment the database at the start if that frees so many megabytes.
features experimental-memory-mlock switch=false 3.5 -3.6 >memory-mlock | Keep etcd's memory from being swapped out.
features experimental-downgrade-check-time duration=5s 3.5 -3.6 >downgrade-check-time | How often the leader looks whether a downgrade is done.
features experimental-snapshot-catchup-entries number=5000 3.5 -3.6 >snapshot-catchup-entries | How many entries are kept for slow members when the log is cut.
features experimental-stop-grpc-service-on-defrag switch=false 3.5 -3.6 >feature-gates | Tell clients to go elsewhere while the database is defragmented.
features experimental-enable-distributed-tracing switch=false 3.5 -3.6 >enable-distributed-tracing | Send traces by OpenTelemetry.
features experimental-distributed-tracing-address text=localhost:4317 3.5 -3.6 >distributed-tracing-address | The collector of the traces.
features experimental-distributed-tracing-service-name text=etcd 3.5 -3.6 >distributed-tracing-service-name | The service's name in traces.
features experimental-distributed-tracing-instance-id text 3.5 -3.6 >distributed-tracing-instance-id | The member's own ID in traces.
features experimental-distributed-tracing-sampling-rate number=0 3.5 -3.6 >distributed-tracing-sampling-rate | How many of a million spans are sent.
features experimental-backend-bbolt-freelist-type text=map{array,map} 3.4 -3.4 >backend-bbolt-freelist-type | How the database keeps its free pages.
proxy proxy text=off{off,readonly,on} -3.5 | Run as a proxy of the API of etcd 2 and hold no data.
proxy proxy-failure-wait milliseconds=5000 -3.5 | How long a failed endpoint is left alone.
proxy proxy-refresh-interval milliseconds=30000 -3.5 | How often the endpoints are looked up anew.
proxy proxy-dial-timeout milliseconds=1000 -3.5 | How long connecting may take.
proxy proxy-write-timeout milliseconds=5000 -3.5 | How long a write may take.
proxy proxy-read-timeout milliseconds=0 -3.5 | How long a read may take; 0 has no end.
unsafe force-new-cluster switch=false | Start a new cluster of this one member with the data that it has. For a recovery once, and to be taken out again.
unsafe unsafe-no-fsync switch=false 3.4 | Do not wait until the disk has what was written. A crash then costs data.
`;

const line =
  /^(\w+) ([\w-]+) (\w+)(?:=([^\s{]+))?(?:\{([^}]+)\})?(?: (\d\.\d))?(?: -(\d\.\d))?(?: >([\w-]+))? \| (.+)$/;

function readFlags(): EtcdFlag[] {
  return source
    .trim()
    .split("\n")
    .map((text) => {
      const match = line.exec(text);
      if (match === null) throw new Error(`no flag can be read from ${text}`);
      const [, group, name = "", value, standard, words, since, until, successor, explained = ""] = match;
      return {
        name,
        group: group as EtcdFlagGroup,
        value: value as EtcdValue,
        words: words === undefined ? [] : words.split(","),
        standard,
        since,
        until,
        successor,
        text: explained,
      };
    });
}

let known: ReadonlyMap<string, EtcdFlag> | undefined;

/** All settings by name, in the order of etcd's own help. */
export function etcdFlags(): ReadonlyMap<string, EtcdFlag> {
  known ??= new Map(readFlags().map((flag) => [flag.name, flag]));
  return known;
}

/** The environment variable of a setting: `ETCD_INITIAL_CLUSTER`. */
export function etcdVariable(flag: EtcdFlag): string {
  return `ETCD_${flag.name.toUpperCase().replaceAll("-", "_")}`;
}

/** The setting that an environment variable stands for; undefined where etcd has none of that name. */
export function etcdFlagOfVariable(key: string): EtcdFlag | undefined {
  return key.startsWith("ETCD_") ? etcdFlags().get(key.slice(5).toLowerCase().replaceAll("_", "-")) : undefined;
}
