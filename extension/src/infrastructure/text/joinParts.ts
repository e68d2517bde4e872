/** The parts that there are, with a separator between them. */
export function joinParts(separator: string, ...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}
