/**
 * A value that a vendor promises to give by now.
 * @throws Error naming it, because an empty text in its place would go on as if it were one
 */
export function known<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} is not known although it should be by now`);
  return value;
}
