import { type Message, sayMessage } from "../rules/finding.ts";

/** Says a message in the language of those who read it. */
export type Say = (said: Message) => string;

/** Says a message as it is written. */
export function sayInEnglish(said: Message): string {
  return sayMessage(said);
}
