import { describe, expect, test } from "vitest";
import { instance } from "../../support/configs.ts";
import { openWorkspace } from "../../support/fixture.ts";
import { clusterConfiguration } from "../../support/kube-vip.ts";
import { findingsOf, fixesOf, found, mended, type Texts } from "./found.ts";

interface NginxOptions {
  readonly upstream?: string;
  readonly listen?: string;
  readonly servers?: readonly string[];
  /** What stands in the stream beside them. */
  readonly more?: string;
}

function nginx({
  upstream = "apiservers",
  listen = "8443",
  servers = ["10.0.0.11:6443", "10.0.0.12:6443"],
  more = "",
}: NginxOptions = {}): string {
  return `user nginx;
events {
    worker_connections 1024;
}
stream {
    upstream ${upstream} {
${servers.map((server) => `        server ${server};\n`).join("")}    }
    server {
        listen ${listen};
        proxy_pass ${upstream};
    }
${more}}
http {
    upstream web { server 10.0.0.99:80; }
    server {
        listen 80;
        location / { proxy_pass http://web; }
    }
}
`;
}

/** Two balancers with nginx behind a VIP, and Kubernetes files. */
function behind(own: NginxOptions, more: Texts = {}, other = own): Record<string, string> {
  return {
    "lb1/keepalived.conf": instance({ priority: 101 }),
    "lb1/nginx.conf": nginx(own),
    "lb2/keepalived.conf": instance({ priority: 100 }),
    "lb2/nginx.conf": nginx(other),
    ...more,
  };
}

const vip = "10.0.0.100";
const kubeadm = (endpoint: string): Texts => ({ "kubeadm.yaml": clusterConfiguration(endpoint) });
const joins = (...addresses: readonly string[]): Texts => ({
  "install.sh": addresses
    .map((address, index) =>
      index === 0
        ? `kubeadm init --control-plane-endpoint ${vip}:8443 --apiserver-advertise-address ${address}\n`
        : `kubeadm join ${vip}:8443 --token "$TOKEN" --control-plane --apiserver-advertise-address ${address}\n`,
    )
    .join(""),
});

function grave(texts: Texts): string[] {
  return openWorkspace(new Map(Object.entries(texts)))
    .allFindings()
    .filter(({ severity, code }) => (severity === "error" || severity === "warning") && !code.startsWith("keepalived/"))
    .map(({ file, code }) => `${file} ${code}`);
}

describe("nginx as the balancer", () => {
  test("is right without a word of haproxy's own rules", () => {
    expect(grave(behind({}, kubeadm(`${vip}:8443`)))).toEqual([]);
    expect(grave(behind({}, joins("10.0.0.11", "10.0.0.12")))).toEqual([]);
  });

  test("does not listen on the endpoint's port", () => {
    const texts = behind({}, kubeadm(`${vip}:9443`));
    const code = "cluster/endpoint-port-mismatch";
    expect(found(code, texts)).toEqual([`kubeadm.yaml:3 error ${vip}:9443`]);
    const [finding] = findingsOf(code, texts);
    expect(finding?.message).toContain("nginx binds 8443");
    expect(fixesOf(code, texts)).toEqual([
      "*kubeadm.yaml: Let the control-plane endpoint use port 8443, which nginx binds",
      "kubeadm.yaml: Bind nginx to port 9443, as the control-plane endpoint says",
    ]);
    expect(mended(code, texts)).toEqual([`kubeadm.yaml:3 controlPlaneEndpoint: "${vip}:8443"`]);
    expect(mended(code, texts, ([, second]) => second)).toEqual([
      "lb1/nginx.conf:11 listen 9443;",
      "lb2/nginx.conf:11 listen 9443;",
    ]);
  });

  test("sends to a port on which no apiserver listens", () => {
    const servers = ["10.0.0.11:6443", "10.0.0.12:6444"];
    const texts = behind({ servers }, joins("10.0.0.11", "10.0.0.12"));
    const code = "cluster/backend-port-mismatch";
    expect(found(code, texts)).toEqual(["lb1/nginx.conf:8 error 6444", "lb2/nginx.conf:8 error 6444"]);
    expect(findingsOf(code, texts)[0]?.message).toMatch(/^nginx sends to/);
    expect(mended(code, texts)).toEqual([
      "lb1/nginx.conf:8 server 10.0.0.12:6443;",
      "lb2/nginx.conf:8 server 10.0.0.12:6443;",
    ]);
  });

  test("lacks a control plane", () => {
    const texts = behind({}, joins("10.0.0.11", "10.0.0.12", "10.0.0.13"));
    const code = "cluster/backend-server-missing";
    expect(found(code, texts)).toEqual(["lb1/nginx.conf:6 warning apiservers", "lb2/nginx.conf:6 warning apiservers"]);
    expect(mended(code, texts)).toEqual([
      "lb1/nginx.conf:9 server 10.0.0.13:6443;",
      "lb2/nginx.conf:9 server 10.0.0.13:6443;",
    ]);
  });

  test("takes the port of the apiserver on its own node", () => {
    const stacked = {
      "cp1/keepalived.conf": instance({ priority: 101, source: "10.0.0.11" }),
      "cp1/nginx.conf": nginx({ listen: "6443" }),
      "cp2/keepalived.conf": instance({ priority: 100, source: "10.0.0.12" }),
    };
    const code = "cluster/apiserver-port-conflict";
    expect(found(code, stacked)).toEqual(["cp1/nginx.conf:11 error 6443"]);
    expect(findingsOf(code, stacked)[0]?.message).toMatch(/^nginx binds 6443/);
    expect(mended(code, stacked)).toEqual(["cp1/nginx.conf:11 listen 8443;"]);
  });

  test("sends to itself by the VIP", () => {
    const texts = behind({ servers: ["10.0.0.11:6443", `${vip}:8443`] });
    expect(found("cluster/backend-loops-to-vip", texts)).toEqual([
      `lb1/nginx.conf:8 error ${vip}:8443`,
      `lb2/nginx.conf:8 error ${vip}:8443`,
    ]);
  });

  test("lies in a file that the main config includes", () => {
    const fragment = (servers: string): string =>
      `upstream apiservers {\n${servers}}\nserver {\n    listen 8443;\n    proxy_pass apiservers;\n}\n`;
    const texts = {
      "lb1/etc/keepalived/keepalived.conf": instance({ priority: 101 }),
      "lb1/etc/nginx/stream.d/k8s.conf": fragment("    server 10.0.0.11:6443;\n    server 10.0.0.12:6443;\n"),
      "lb2/etc/keepalived/keepalived.conf": instance({ priority: 100 }),
      "lb2/etc/nginx/stream.d/k8s.conf": fragment("    server 10.0.0.11:6443;\n    server 10.0.0.12:6443;\n"),
      ...kubeadm(`${vip}:9443`),
    };
    expect(found("cluster/endpoint-port-mismatch", texts)).toEqual([`kubeadm.yaml:3 error ${vip}:9443`]);
    const divided = {
      ...texts,
      "lb1/etc/nginx/stream.d/db.conf": "server {\n    listen 9443;\n    proxy_pass 10.0.0.9:5432;\n}\n",
    };
    expect(found("cluster/endpoint-port-mismatch", { ...divided, "lb2/etc/nginx/stream.d/k8s.conf": "" })).toEqual([]);
  });

  test.each<[string, Texts]>([
    ["an include in the stream", behind({ more: "    include /etc/nginx/stream.d/*.conf;\n" }, kubeadm(`${vip}:9443`))],
    ["a port that is filled in", behind({ listen: "{{ port }}" }, kubeadm(`${vip}:9443`))],
    [
      "a server that is down",
      behind({ servers: ["10.0.0.11:6443", "10.0.0.12:6444 down"] }, joins("10.0.0.11", "10.0.0.12")),
    ],
    [
      "a stream for something else",
      behind({ upstream: "mysql", servers: ["10.0.0.21:3306"], listen: "3306" }, kubeadm(`${vip}:6443`)),
    ],
    [
      "a haproxy is the balancer, and nginx is something else beside it",
      behind(
        { upstream: "mysql", servers: ["10.0.0.21:3306"], listen: "3306" },
        {
          "lb1/haproxy.cfg":
            "defaults\n    mode tcp\n    timeout connect 5s\n    timeout client 1h\n    timeout server 1h\nlisten api\n    bind *:8443\n    server a 10.0.0.11:6443 check\n    server b 10.0.0.12:6443 check\n",
          ...kubeadm(`${vip}:8443`),
        },
      ),
    ],
  ])("silent: %s", (_, texts) => {
    expect(grave(texts).filter((line) => !line.includes("haproxy-not-tracked"))).toEqual([]);
  });
});

describe("nginx's streams in a text", () => {
  const fence = (text: string): string => `\`\`\`\n${text}\`\`\`\n`;
  const nodes = [instance({ priority: 101, state: "MASTER" }), instance({ priority: 100 })];
  const written = (file: string, text: string): string => `cat > ${file} <<'EOF'\n${text}EOF\n`;
  const guide = (port: number, own: NginxOptions = {}): Texts => ({
    "README.md": `# HA\n${[...nodes, nginx(own)].map(fence).join("\n")}\n${fence(`kubeadm init --control-plane-endpoint ${vip}:${port} --upload-certs\n`)}`,
  });
  const script = (port: number): Texts => ({
    "setup.sh": [
      written("lb1/keepalived.conf", nodes[0] ?? ""),
      written("lb2/keepalived.conf", nodes[1] ?? ""),
      written("/etc/nginx/nginx.conf", nginx()),
      `kubeadm init --control-plane-endpoint ${vip}:${port} --upload-certs\n`,
    ].join(""),
  });
  const port = "cluster/endpoint-port-mismatch";

  test("are the balancer of its cluster", () => {
    expect(found(port, guide(8443))).toEqual([]);
    expect(found(port, guide(16443)).map((line) => line.replace(/:\d+ /, " "))).toEqual([
      `README.md error ${vip}:16443`,
    ]);
    expect(found(port, script(8443))).toEqual([]);
    expect(found(port, script(16443)).map((line) => line.replace(/:\d+ /, " "))).toEqual([
      `setup.sh error ${vip}:16443`,
    ]);
  });

  test("are mended where they stand", () => {
    const texts = guide(8443, { servers: ["10.0.0.11:6443", "10.0.0.100:8443"] });
    expect(
      findingsOf("cluster/backend-loops-to-vip", texts).map(({ file, start, end }) =>
        (texts[file] ?? "").slice(start, end),
      ),
    ).toEqual(["10.0.0.100:8443"]);
  });

  test("of http alone are none, and a haproxy goes before them", () => {
    const web =
      "http {\n    server {\n        listen 80;\n        location / { proxy_pass http://10.0.0.5; }\n    }\n}\n";
    expect(found(port, { "README.md": (guide(16443)["README.md"] ?? "").replace(nginx(), web) })).toEqual([]);
    const both = `${guide(16443)["README.md"]}\n${fence("defaults\n    mode tcp\nfrontend api\n    bind *:16443\n    default_backend apiservers\nbackend apiservers\n    server a 10.0.0.11:6443 check\n")}`;
    expect(found(port, { "README.md": both })).toEqual([]);
  });
});
