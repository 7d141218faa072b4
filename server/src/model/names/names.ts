import type { Anchor } from "../../syntax/tree.ts";

/** A place where a file gives something a name, or uses a name that is given elsewhere. */
export interface NameUse {
  /** What bears the name, in the language's own word: `backend`, `acl`, `vrrp_script`. */
  readonly kind: string;
  /** The name as the program reads it. */
  readonly name: string;
  /** The name is given here. */
  readonly isDeclaration: boolean;
  /**
   * Of a declaration: under what it is found, first what is its own. Of a use: where it is sought; the first that anything answers to
   * holds. Two names with one key are one.
   */
  readonly keys: readonly string[];
  /** The name's characters; where quotes or escapes stand among them, or a definition brings it in, the whole word. */
  readonly at: Anchor;
  /** The statement, block or section that gives or uses it. */
  readonly whole: Anchor;
  /** The characters at `at` are the name and nothing else, so that they can be replaced. */
  readonly isPlain: boolean;
  /** What the name belongs to: the proxy of a server. */
  readonly container: string | undefined;
}

/** The names of one section. */
export interface SectionNames {
  readonly uses: readonly NameUse[];
  /** What is named here in a way that can't be told: a placeholder, a name that is worked out for each request. By kinds. */
  readonly unknownKinds: readonly string[];
  /** A template fills in lines that are not here. */
  readonly isOpen: boolean;
}

/** What bears a name, with all places that name it. */
export interface NamedThing {
  /** The places where it is named so; several where lines add up (ACLs) or a name is given twice. Empty: nowhere. */
  readonly declarations: readonly NameUse[];
  readonly references: readonly NameUse[];
}

/** The names of one file, or of several that one program reads as one. */
export class NameIndex {
  readonly uses: readonly NameUse[];
  readonly unknownKinds: ReadonlySet<string>;
  readonly isOpen: boolean;
  readonly #declarations = new Map<string, NameUse[]>();
  readonly #references = new Map<string, NameUse[]>();

  constructor(sections: readonly SectionNames[]) {
    this.uses = sections.flatMap(({ uses }) => uses);
    this.unknownKinds = new Set(sections.flatMap(({ unknownKinds }) => unknownKinds));
    this.isOpen = sections.some(({ isOpen }) => isOpen);
    for (const use of this.uses) if (use.isDeclaration) for (const key of use.keys) addTo(this.#declarations, key, use);
    for (const use of this.uses) if (!use.isDeclaration) addTo(this.#references, this.keyOf(use), use);
  }

  /** The key that a use goes by: of those that it may go by the first that something answers to. */
  keyOf(use: NameUse): string {
    const [own = ""] = use.keys;
    return use.isDeclaration ? own : (use.keys.find((key) => this.#declarations.has(key)) ?? own);
  }

  /** Whether something answers to a key. */
  has(key: string): boolean {
    return this.#declarations.has(key);
  }

  /** Where the name of a use is given; of a declaration all that say the same, itself among them. */
  declarationsOf(use: NameUse): readonly NameUse[] {
    return this.#declarations.get(this.keyOf(use)) ?? [];
  }

  /** All places that name the same thing as a use. */
  thingOf(use: NameUse): NamedThing {
    const own = new Set(this.declarationsOf(use).map((one) => this.keyOf(one)));
    const declarations = [...new Set([...own].flatMap((key) => this.#declarations.get(key) ?? []))];
    const keys = new Set([this.keyOf(use), ...declarations.flatMap((declaration) => declaration.keys)]);
    const references = [...keys]
      .flatMap((key) => this.#references.get(key) ?? [])
      // What one line declares may have several names (`server-template`): a use is one of them.
      .filter((other) => use.isDeclaration || other.name === use.name);
    return { declarations, references };
  }
}

function addTo(map: Map<string, NameUse[]>, key: string, use: NameUse): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [use]);
  else same.push(use);
}
