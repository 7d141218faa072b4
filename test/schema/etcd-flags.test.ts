import { expect, test } from "vitest";
import { etcdFlagOfVariable, etcdFlags, etcdVariable } from "../../server/src/schema/etcd/flags.ts";

const flags = [...etcdFlags().values()];

test("every line is read, each name once", () => {
  expect(flags.length).toBeGreaterThan(120);
  for (const flag of flags) expect(etcdFlagOfVariable(etcdVariable(flag))).toBe(flag);
});

test("versions are in order, and what took a setting's place is one itself", () => {
  for (const { name, since, until, successor } of flags) {
    if (since !== undefined && until !== undefined) expect(since <= until, name).toBe(true);
    if (successor !== undefined) expect(etcdFlags().has(successor), `${name} > ${successor}`).toBe(true);
  }
});

test("the standard value is among the words", () => {
  for (const { name, words, standard } of flags) {
    if (words.length > 0 && standard !== undefined) expect(words, name).toContain(standard);
  }
});
