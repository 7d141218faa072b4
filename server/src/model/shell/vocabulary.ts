import type { ShellWord } from "./words.ts";

/** Words before a command that belong to the shell's own language. */
export const reservedWords: ReadonlySet<string> = new Set([
  "if",
  "then",
  "else",
  "elif",
  "do",
  "while",
  "until",
  "!",
  "{",
  "time",
]);

/** Commands that run another one given on their line, here or on another machine. */
export const runners: ReadonlySet<string> = new Set(
  (
    "sudo doas env exec command nohup timeout eval setsid nice ionice stdbuf retry run chroot nsenter bash sh su ssh sshpass " +
    "pdsh clush parallel-ssh ansible docker podman nerdctl multipass limactl vagrant lxc incus"
  ).split(" "),
);

/** Commands that read a script from their standard input. */
export const shells: ReadonlySet<string> = new Set([
  "bash",
  "sh",
  "ssh",
  "sudo",
  "su",
  "sshpass",
  "vagrant",
  "docker",
  "limactl",
]);

export const declarations: ReadonlySet<string> = new Set(["export", "local", "readonly", "declare", "typeset"]);

export const assignment = /^([A-Za-z_][A-Za-z0-9_]*)(\+?)=/;

/** A program's name without the folder in front of it. */
export function programName(word: ShellWord | undefined): string {
  const value = word?.value ?? "";
  return value.slice(value.lastIndexOf("/") + 1);
}
