import { expect, test } from "vitest";
import { isAddressPlaceholder } from "../../server/src/model/placeholder.ts";

test.each(["X.X.X.222", "10.xx.1xx1.xxx", "192.168.1.x", "192.168.yyy.zzz", "*.*.*.*", "VIP_ADDRESS", "master_ip"])(
  "%s is filled in or masked",
  (text) => {
    expect(isAddressPlaceholder(text)).toBe(true);
  },
);

test.each(["19y2.168.1.80", "172y.20.0.100", "10.0.0.1z", "10.0.0.300", "10.0.x", "example.com"])(
  "%s is meant as it is",
  (text) => {
    expect(isAddressPlaceholder(text)).toBe(false);
  },
);
