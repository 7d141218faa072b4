import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The suites under test/e2e run inside editors, not under vitest.
    exclude: ["test/e2e/**", "node_modules/**"],
    // Generous, for a loaded machine must not make a test fail that is merely slow there.
    testTimeout: 120_000,
  },
});
