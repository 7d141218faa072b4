interface UriParts {
  readonly scheme: string;
  readonly authority: string;
  /** Decoded. */
  readonly path: string;
  readonly hasQuery: boolean;
}

const uriPattern = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(\?)?/;

/** Decodes percent signs; what is no valid encoding stays as it is. */
function decode(path: string): string {
  return path.replace(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
    const bytes = Uint8Array.from(encoded.slice(1).split("%"), (digits) => Number.parseInt(digits, 16));
    const decoded = new TextDecoder().decode(bytes);
    return decoded.includes("\ufffd") ? encoded : decoded;
  });
}

function splitUri(uri: string): UriParts {
  const [, scheme = "", authority = "", path = uri, query] = uriPattern.exec(uri) ?? [];
  return { scheme: scheme.toLowerCase(), authority, path: decode(path), hasQuery: query !== undefined };
}

/** The scheme of a URI in lower case: `file`. */
export function schemeOf(uri: string): string {
  return splitUri(uri).scheme;
}

/** Whether a URI says more than a path, as those of compared versions do (`git:/a/b?{…}`). */
export function hasQuery(uri: string): boolean {
  return splitUri(uri).hasQuery;
}

/**
 * The file key of a document, equal for all spellings of a URI: the path for files on disk, the scheme and the path
 * otherwise; always with `/` between folders and none at the end.
 */
export function keyOf(uri: string): string {
  const { scheme, authority, path } = splitUri(uri);
  const rooted = path.startsWith("/") ? path : `/${path}`;
  const bare = rooted.length > 1 ? rooted.replace(/\/+$/, "") : rooted;
  if (scheme !== "file") return `${scheme}:${authority === "" ? "" : `//${authority}`}${bare}`;
  // Windows takes drive letters in either case, and clients differ.
  const drive = bare.replace(/^\/[A-Z]:/, (letter) => letter.toLowerCase());
  return authority === "" ? drive : `//${authority}${drive}`;
}

/** A URI for a file key for which no client has given one. */
export function uriOf(key: string): string {
  const [, prefix = "", path = key] = /^([a-z][a-z0-9+.-]+:(?:\/\/[^/]*)?|\/\/[^/]+)?(.*)$/s.exec(key) ?? [];
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (prefix === "") return `file://${encoded}`;
  return prefix.startsWith("//") ? `file:${prefix}${encoded}` : `${prefix}${encoded}`;
}
