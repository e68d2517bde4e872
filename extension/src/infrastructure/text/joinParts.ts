/** Joins the parts that are not empty. */
export function joinParts(separator: string, ...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}
