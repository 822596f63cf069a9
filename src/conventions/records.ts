/** A record with one entry per key; the language's own `Object.fromEntries` forgets which keys there are. */
export function recordOf<const K extends string, V>(keys: readonly K[], value: (key: K) => V): Readonly<Record<K, V>> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}
