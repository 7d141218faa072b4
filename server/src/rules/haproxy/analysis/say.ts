import type { AddressFault } from "../../../schema/haproxy/address.ts";
import type { ValueFault } from "../../../schema/haproxy/values.ts";
import { type Message, message } from "../../finding.ts";

const typeNames: Readonly<Record<string, Message>> = {
  time: message("a time such as 30s or 500ms"),
  "time-or-expression": message("a time or an expression"),
  size: message("a size such as 100k"),
  int: message("a whole number"),
  number: message("a whole number"),
  "leading-number": message("a whole number"),
  "leading-integer": message("a whole number"),
  weight: message("a weight from 0 to 256"),
  "cache-number": message("a whole number"),
  "int-or-expression": message("a whole number or an expression"),
  status: message("a status code"),
  "status-list": message("status codes such as 200 or 200-399,404"),
  "error-code": message("a status code"),
  "deny-status": message("a status code"),
  "redirect-code": message("a status code"),
  switch: message("on or off"),
  regex: message("a regular expression"),
  expression: message("an expression"),
  format: message("a format"),
  condition: message("a condition that begins with if or unless"),
  address: message("an address"),
  "bind-addresses": message("an address and a port"),
  "socket-address": message("a path or an address and a port"),
  "log-target": message("an address, a path or a name"),
  backend: message("the name of a backend"),
  "backend-or-format": message("the name of a backend"),
  "server-or-format": message("the name of a server"),
  table: message("the name of a stick table"),
  peers: message("the name of a peers section"),
  resolvers: message("the name of a resolvers section"),
  mailers: message("the name of a mailers section"),
  cache: message("the name of a cache"),
  "http-errors": message("the name of an http-errors section"),
  "fcgi-app": message("the name of an fcgi-app section"),
  variable: message("the name of a variable such as txn.name"),
  hex: message("hexadecimal digits, two a byte"),
  octal: message("an octal mode such as 660"),
  file: message("a file"),
  "acl-name": message("a name"),
  acl: message("what to look at, and patterns"),
  name: message("a name"),
  "server-name": message("a name"),
  network: message("an address or a network"),
  action: message("an action"),
  "second-word": message("a second word"),
  defaults: message("the name of a defaults section"),
};

/** What an argument of a type is called. */
export function typeNameOf(type: string): Message {
  return typeNames[type] ?? message("an argument");
}

/** Says what is wrong with a word as a value. */
export function sayValueFault(word: string, keyword: string, type: string, fault: ValueFault): Message {
  const args = { word, keyword, what: typeNameOf(type), limit: fault.limit };
  switch (fault.kind) {
    case "small":
      return message(
        "{word} is too small for {keyword}, which takes {limit} at least; haproxy does not start with it.",
        args,
      );
    case "large":
      return message(
        "{word} is too large for {keyword}, which takes {limit} at most; haproxy does not start with it.",
        args,
      );
    case "choice":
      return message("{keyword} does not take {word}, and haproxy does not start with it. It takes {limit}.", args);
    case "character":
      return message(
        "{word} has the character {limit}, which {keyword} does not take; haproxy does not start with it.",
        args,
      );
    default:
      return message("{keyword} takes {what}, and haproxy does not start with {word}.", args);
  }
}

/** Says what is wrong with an address. */
export function sayAddressFault(word: string, keyword: string, fault: AddressFault): Message {
  const args = { word, keyword };
  switch (fault.kind) {
    case "missing-port":
      return message("{keyword} needs a port behind the address, and haproxy does not start with {word}.", args);
    case "port-not-allowed":
      return message("{keyword} takes no port here, and haproxy does not start with {word}.", args);
    case "range-not-allowed":
      return message("{keyword} takes no range of ports here, and haproxy does not start with {word}.", args);
    case "offset-not-allowed":
      return message(
        "{keyword} takes no port with a sign in front here, and haproxy does not start with {word}.",
        args,
      );
    case "bad-port":
      return message(
        "What stands behind the last colon of {word} is no port, and haproxy does not start with it.",
        args,
      );
    case "port-out-of-range":
      return message("A port lies between 1 and 65535, and haproxy does not start with {word}.", args);
    case "reversed-range":
      return message(
        "The range of ports in {word} ends below its beginning, and haproxy does not start with it.",
        args,
      );
    case "wrong-socket":
      return message(
        "{keyword} does not take addresses of the kind of {word}, and haproxy does not start with it.",
        args,
      );
    case "bad-file":
      return message(
        "The number of an open file must stand behind the @ of {word}; haproxy does not start with it.",
        args,
      );
    case "unknown-prefix":
      return message(
        "This version of haproxy does not know addresses of the kind of {word} and does not start with it.",
        args,
      );
    case "bad-host":
      return message(
        "{word} has neither an address nor a name in front of its port, and haproxy does not start with it.",
        args,
      );
    case "empty":
      return message("{keyword} needs an address, and haproxy does not start with an empty one.", args);
  }
}
