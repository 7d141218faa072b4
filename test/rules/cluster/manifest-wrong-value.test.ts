import { describe, expect, test } from "vitest";
import { findingsOf, fixesOf, found, mended } from "./found.ts";

const code = "cluster/manifest-wrong-value";
const manifest = (text: string) => ({ "haconf.yaml": text });
const cluster = (line: string) => manifest(`clusters:\n  - name: x\n    ${line}\n`);
const node = (line: string) => cluster(`nodes:\n      - name: n\n        ${line}`);

describe(code, () => {
  test.each([
    [manifest("haproxy: 1.8\n"), "haconf.yaml:1 error 1.8", /knows no haproxy 1\.8.*2\.4 to 3\.5/],
    [manifest("keepalived: 9.9\n"), "haconf.yaml:1 error 9.9", /knows no keepalived 9\.9.*1\.3 to 2\.4/],
    [manifest("haproxy: [3.2]\n"), "haconf.yaml:1 error [3.2]", /takes one text, not a list/],
    [manifest("rules: off\n"), "haconf.yaml:1 error off", /from rule codes to severities, not a text/],
    [manifest("exclude: {a: b}\n"), "haconf.yaml:1 error {a: b}", /a text or a list of texts, not a mapping/],
    [manifest("clusters: {a: b}\n"), "haconf.yaml:1 error {a: b}", /list whose entries begin with a dash/],
    [manifest("clusters: [a]\n"), "haconf.yaml:1 error a", /An entry of clusters is a mapping/],
    [manifest("haproxy:3.2\n"), "haconf.yaml:1 error haproxy:3.2", /A manifest is a mapping/],
    [cluster("endpoint: 10.0.0.100:apiserver"), "haconf.yaml:3 error 10.0.0.100:apiserver", /is no endpoint/],
    [cluster("vips: [10.0.0]"), "haconf.yaml:3 error 10.0.0", /is no IP address, so it counts for nothing in vips/],
    [node("vars: [a]"), "haconf.yaml:5 error [a]", /from names to values, not a list/],
    [node("roles: gateway"), "haconf.yaml:5 error gateway", /Roles are balancer, control-plane, etcd, director/],
    [manifest("rules: {cluster/auth-mismatch: 3}\n"), "haconf.yaml:1 error 3", /Severities are off, hint/],
    [manifest("clusters: [{nodes: [{address: 10.0.0.1}]}]\n"), "haconf.yaml:1 error address", /This node has no name/],
  ])("%j", (texts, line, said) => {
    const lines = found(code, texts);
    expect(lines).toContain(line);
    expect(findingsOf(code, texts)[lines.indexOf(line)]?.message).toMatch(said);
  });

  test.each([
    ["rules: {cluster/auth-mismatch: warn}\n", "rules: {cluster/auth-mismatch: warning}"],
    ["rules: {cluster/auth-mismatch: 'Info'}\n", "rules: {cluster/auth-mismatch: 'information'}"],
    ["rules: {cluster/auth-mismatch: none}\n", "rules: {cluster/auth-mismatch: off}"],
    ["rules: {cluster/auth-mismatch: eror}\n", "rules: {cluster/auth-mismatch: error}"],
    ["rules: {cluster/auth-missmatch: off}\n", "rules: {cluster/auth-mismatch: off}"],
    ["clusters: [{name: a, endpoint: 'https://10.0.0.1:6443/'}]\n", "clusters: [{name: a, endpoint: '10.0.0.1:6443'}]"],
    [
      "clusters: [{name: a, nodes: [{name: b, roles: master}]}]\n",
      "clusters: [{name: a, nodes: [{name: b, roles: control-plane}]}]",
    ],
    [
      "clusters: [{name: a, nodes: [{name: b, roles: [lb]}]}]\n",
      "clusters: [{name: a, nodes: [{name: b, roles: [balancer]}]}]",
    ],
    [
      "clusters: [{name: a, nodes: [{name: b, roles: [control_plane]}]}]\n",
      "clusters: [{name: a, nodes: [{name: b, roles: [control-plane]}]}]",
    ],
  ])("%j is mended", (text, after) => {
    expect(mended(code, manifest(text))).toEqual([`haconf.yaml:1 ${after}`]);
  });

  test("a code that no rule has", () => {
    expect(findingsOf(code, manifest("rules: {cluster/no-such-thing: off}\n"))[0]?.message).toBe(
      "No rule is called cluster/no-such-thing, so this sets nothing.",
    );
    expect(found(code, manifest("rules: {Cluster/auth-mismatch: off}\n"))).toEqual([
      "haconf.yaml:1 error Cluster/auth-mismatch",
    ]);
    expect(found(code, manifest(`rules: {${code}: off, cluster/no-such-thing: off}\n`))).toEqual([]);
  });

  test("where there is no one right answer, no fix is offered", () => {
    expect(fixesOf(code, manifest("haproxy: 1.8\nrules: {cluster/x: maybe}\n"))).toEqual([]);
  });

  test("the values of variables are never said", () => {
    const texts = node("vars: {AUTH_PASS: [sesame], OTHER: sesame}");
    expect(
      findingsOf(code, texts)
        .map(({ message }) => message)
        .join(),
    ).not.toContain("sesame");
  });
});
