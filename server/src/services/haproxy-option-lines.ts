/** How many words of a line stand in front of the options, and which options they are. */
export const optionLines: Readonly<Record<string, readonly [from: number, kind: "bind-option" | "server-option"]>> = {
  bind: [2, "bind-option"],
  "default-bind": [1, "bind-option"],
  server: [3, "server-option"],
  "default-server": [1, "server-option"],
  "server-template": [4, "server-option"],
  peer: [3, "server-option"],
};
