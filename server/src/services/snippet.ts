/**
 * Makes an LSP snippet of a text with places to fill in.
 *
 * @param text `<6443>` is a place with what stands there if nothing else is written, `<BACKUP|MASTER>` a choice, and `<>` where the
 *   cursor is in the end
 */
export function toSnippet(text: string): string {
  let number = 0;
  const plain = text.replace(/[\\$}]/g, "\\$&");
  return plain.replace(/<([^<>]*)>/g, (_, content: string) => {
    if (content === "") return "$0";
    number++;
    const shown = content.includes("|") ? `|${content.replaceAll("|", ",")}|` : `:${content}`;
    return `\${${number}${shown}}`;
  });
}
