import { fstatSync, statSync, writeSync } from "node:fs";
import { devNull } from "node:os";
import { UsageError } from "./usage-error.ts";

const standardOutput = 1;
const standardError = 2;

const closedStreams = new Set<number>();

/** Waits a few milliseconds without giving up the thread, for a pipe whose reader is slower than we are. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** Writes all of a text, however the stream is made; a reader that has gone away (`| head`) is no fault. */
function writeAll(stream: number, text: string): void {
  const bytes = Buffer.from(text);
  let done = 0;
  while (done < bytes.length && !closedStreams.has(stream)) {
    try {
      done += writeSync(stream, bytes, done);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EAGAIN") pause();
      else if (code === "EPIPE") closedStreams.add(stream);
      else if (code === undefined) throw error;
      else throw new UsageError(`can't write the result: ${code === "ENOSPC" ? "the disk is full" : code}`);
    }
  }
}

/** The system's name for what went wrong, such as `ENOENT`; undefined for an error of another kind. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Writes to standard output. It doesn't touch `process.stdout`, whose first use costs milliseconds. */
export function print(text: string): void {
  writeAll(standardOutput, text);
}

/** Writes to standard error. */
export function printError(text: string): void {
  writeAll(standardError, text);
}

/** Milliseconds since some moment. It does what `performance.now()` does, whose first use costs a millisecond. */
export function clock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Whether a stream may be a terminal, so that it is worth asking `process` about it, whose streams are slow to make. */
function mayBeTerminal(stream: number): boolean {
  try {
    const stats = fstatSync(stream);
    return stats.isCharacterDevice() && stats.rdev !== statSync(devNull, { throwIfNoEntry: false })?.rdev;
  } catch (error) {
    // A stream that the caller has closed is no terminal.
    if (codeOf(error) === "EBADF") return false;
    throw error;
  }
}

export function isOutputTerminal(): boolean {
  return mayBeTerminal(standardOutput) && process.stdout.isTTY;
}

export function isErrorTerminal(): boolean {
  return mayBeTerminal(standardError) && process.stderr.isTTY;
}

/** How many columns a line of output may have; 120 where it doesn't go to a terminal. */
export function outputWidth(): number {
  const columns = isOutputTerminal() ? process.stdout.columns : 0;
  // A terminal that doesn't know its size says 0.
  return columns > 0 ? columns : 120;
}
