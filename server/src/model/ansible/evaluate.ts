import type { JinjaExpression, JinjaOperator } from "../../syntax/jinja/tree.ts";
import { isList, isMapping, isTrue, type JinjaScope, type JinjaValue, textOf, unknown } from "./values.ts";

type Filter = (value: JinjaValue, args: readonly JinjaValue[]) => JinjaValue;

function onText(change: (text: string) => JinjaValue): Filter {
  return (value) => {
    const text = textOf(value);
    return text === undefined ? unknown : change(text);
  };
}

function onList(change: (list: readonly JinjaValue[]) => JinjaValue): Filter {
  return (value) => (isList(value) ? change(value) : unknown);
}

const toNumber: Filter = onText((text) => (/^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? Math.trunc(Number(text)) : unknown));
const countOf: Filter = (value) =>
  isList(value) || typeof value === "string" ? value.length : isMapping(value) ? value.size : unknown;
// A name that no file gives may be a fact of the machine, so that its default is not taken for granted.
const defaulted: Filter = (value, args) =>
  value === "" && isTrue(args[1] ?? false) === true ? (args[0] ?? "") : value;

/** The filters of Jinja and Ansible that are nothing but a matter of texts and lists. */
const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ["int", toNumber],
  ["string", onText((text) => text)],
  ["trim", onText((text) => text.trim())],
  ["lower", onText((text) => text.toLowerCase())],
  ["upper", onText((text) => text.toUpperCase())],
  ["bool", (value) => (typeof value === "string" ? /^(?:yes|on|1|true)$/i.test(value) : (isTrue(value) ?? unknown))],
  ["default", defaulted],
  ["d", defaulted],
  ["length", countOf],
  ["count", countOf],
  ["list", onList((list) => list)],
  ["first", onList((list) => list[0] ?? unknown)],
  ["last", onList((list) => list[list.length - 1] ?? unknown)],
  ["sort", onList((list) => (list.every((item) => typeof item === "string") ? [...list].sort() : unknown))],
  ["unique", onList((list) => [...new Set(list)])],
  [
    "join",
    (value, [separator = ""]) => {
      const parts = isList(value) ? value.map(textOf) : [];
      const isKnown = isList(value) && typeof separator === "string" && parts.every((part) => part !== undefined);
      return isKnown ? parts.join(separator) : unknown;
    },
  ],
  [
    "replace",
    (value, [from, to]) => {
      const text = textOf(value);
      if (text === undefined || typeof from !== "string" || typeof to !== "string") return unknown;
      return text.replaceAll(from, to);
    },
  ],
  [
    "difference",
    (value, [other = unknown]) =>
      isList(value) && isList(other) ? value.filter((item) => !other.includes(item)) : unknown,
  ],
]);

function callMethod(of: JinjaValue, name: string, args: readonly JinjaValue[]): JinjaValue {
  const [first] = args;
  if (isList(of)) return name === "index" && first !== undefined && of.includes(first) ? of.indexOf(first) : unknown;
  if (isMapping(of)) {
    if (name === "items") return [...of].map(([key, value]) => [key, value]);
    if (name === "keys") return [...of.keys()];
    if (name === "values") return [...of.values()];
    return name === "get" && typeof first === "string" ? (of.get(first) ?? args[1] ?? unknown) : unknown;
  }
  if (typeof of !== "string") return unknown;
  if (name === "split" && typeof first === "string" && first !== "") return of.split(first);
  if (name === "upper") return of.toUpperCase();
  if (name === "lower") return of.toLowerCase();
  if (name === "startswith" && typeof first === "string") return of.startsWith(first);
  return name === "endswith" && typeof first === "string" ? of.endsWith(first) : unknown;
}

function memberOf(of: JinjaValue, key: JinjaValue): JinjaValue {
  if (isMapping(of)) return typeof key === "string" ? (of.get(key) ?? unknown) : unknown;
  if (!isList(of)) return unknown;
  const index = typeof key === "string" && /^\d+$/.test(key) ? Number(key) : key;
  return typeof index === "number" ? (of.at(index) ?? unknown) : unknown;
}

function contains(right: JinjaValue, left: JinjaValue): boolean | undefined {
  if (left === unknown || right === unknown) return undefined;
  if (isList(right)) return right.includes(left) ? true : right.includes(unknown) ? undefined : false;
  if (isMapping(right)) return typeof left === "string" ? right.has(left) : false;
  return typeof right === "string" && typeof left === "string" ? right.includes(left) : undefined;
}

function arithmetic(operator: JinjaOperator, left: JinjaValue, right: JinjaValue): JinjaValue {
  if (operator === "~") {
    const [a, b] = [textOf(left), textOf(right)];
    return a === undefined || b === undefined ? unknown : a + b;
  }
  if (operator === "+" && typeof left === "string" && typeof right === "string") return left + right;
  if (operator === "+" && isList(left) && isList(right)) return [...left, ...right];
  if (typeof left !== "number" || typeof right !== "number") return unknown;
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (right === 0) return unknown;
  if (operator === "%") return ((left % right) + right) % right;
  return operator === "//" ? Math.floor(left / right) : unknown;
}

function compare(operator: JinjaOperator, left: JinjaValue, right: JinjaValue): JinjaValue {
  if (left === unknown || right === unknown) return unknown;
  const isPlain = !isList(left) && !isMapping(left) && !isList(right) && !isMapping(right);
  if (!isPlain) return unknown;
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  const isSameKind = typeof left === typeof right && (typeof left === "number" || typeof left === "string");
  if (!isSameKind || left === null || right === null) return unknown;
  if (operator === "<") return left < right;
  if (operator === ">") return left > right;
  return operator === "<=" ? left <= right : left >= right;
}

/** Works expressions out as far as the names that it is given go. */
class Evaluator {
  readonly #scope: JinjaScope;

  constructor(scope: JinjaScope) {
    this.#scope = scope;
  }

  value(expression: JinjaExpression): JinjaValue {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "name":
        return this.#scope.lookup(expression.name);
      case "list":
        return expression.items.map((item) => this.value(item));
      case "member":
        return memberOf(this.value(expression.of), this.value(expression.key));
      case "call":
        return this.#call(expression.of, expression.args);
      case "filter": {
        const filter = filters.get(expression.name);
        const args = expression.args.map((arg) => this.value(arg));
        return filter === undefined ? unknown : filter(this.value(expression.of), args);
      }
      case "test":
        return this.#test(expression);
      case "not": {
        const isSo = isTrue(this.value(expression.of));
        return isSo === undefined ? unknown : !isSo;
      }
      case "binary":
        return this.#binary(expression.operator, expression.left, expression.right);
      case "choice": {
        const isSo = isTrue(this.value(expression.condition));
        if (isSo === undefined) return unknown;
        if (isSo) return this.value(expression.value);
        return expression.otherwise === undefined ? "" : this.value(expression.otherwise);
      }
    }
  }

  #call(of: JinjaExpression, args: readonly JinjaExpression[]): JinjaValue {
    if (of.kind !== "member" || of.key.kind !== "literal" || typeof of.key.value !== "string") return unknown;
    const values = args.map((arg) => this.value(arg));
    return callMethod(this.value(of.of), of.key.value, values);
  }

  #test({ of, name, isNegated }: JinjaExpression & { kind: "test" }): JinjaValue {
    const value = this.value(of);
    // What no file defines may be defined all the same: as a fact, on the command line.
    if (value === unknown) return unknown;
    const isSo =
      name === "defined" ? true : name === "undefined" ? false : name === "none" ? value === null : undefined;
    return isSo === undefined ? unknown : isSo !== isNegated;
  }

  #binary(operator: JinjaOperator, left: JinjaExpression, right: JinjaExpression): JinjaValue {
    const a = this.value(left);
    const b = this.value(right);
    if (operator === "and" || operator === "or") {
      const [isA, isB] = [isTrue(a), isTrue(b)];
      const deciding = operator === "or";
      if (isA === deciding) return a;
      // A part that decides whatever the other is.
      if (isA === undefined) return isB === deciding ? deciding : unknown;
      return b;
    }
    if (operator === "in" || operator === "not in") {
      const isIn = contains(b, a);
      return isIn === undefined ? unknown : isIn === (operator === "in");
    }
    return /^[=!<>]/.test(operator) ? compare(operator, a, b) : arithmetic(operator, a, b);
  }
}

/**
 * Works an expression of Jinja out.
 *
 * @returns `unknown` where it hangs on anything that the scope does not know
 */
export function evaluateJinja(expression: JinjaExpression, scope: JinjaScope): JinjaValue {
  return new Evaluator(scope).value(expression);
}
