// What every JavaScript host has although the language's own library doesn't name it; tsconfig.core.json adds it for the
// rooms that know no host. Clocks, timers, consoles and addresses are not here on purpose: transport hands those in.

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}
