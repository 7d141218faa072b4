// What the suites use of Mocha's browser build, which runs in every extension host and has no types of its own.
declare module "mocha/mocha.js";

interface MochaTest {
  fullTitle(): string;
  readonly duration?: number;
}

interface MochaRunner {
  on(event: "pass" | "pending", listener: (test: MochaTest) => void): void;
  on(event: "fail", listener: (test: MochaTest, error: Error) => void): void;
}

interface MochaSuite {
  emit(event: "pre-require", context: typeof globalThis, file: string, mocha: Mocha): void;
}

declare class Mocha {
  constructor(options: { ui: "bdd"; timeout: number; reporter: new (runner: MochaRunner) => object });
  readonly suite: MochaSuite;
  run(done: (failures: number) => void): void;
}

declare function describe(title: string, define: () => void): void;
declare function it(title: string, run: () => Promise<void>): void;
declare function before(run: () => Promise<void>): void;
