import type { Api } from "./api";
import { keyOf } from "./objects";
import type { KubernetesObject } from "./types";

/** All objects at a path, kept up to date. */
export class Watched<T extends KubernetesObject> {
  readonly #objects = new Map<string, T>();
  #changed = Date.now();

  private constructor() {}

  static async start<T extends KubernetesObject>(
    api: Api,
    path: string,
    onChange?: (object: T) => void,
  ): Promise<Watched<T>> {
    const watched = new Watched<T>();
    const onStart = () => watched.#objects.clear();
    await api.watch(path, onStart, (type, object) => {
      watched.#changed = Date.now();
      if (type === "DELETED") watched.#objects.delete(keyOf(object));
      else watched.#objects.set(keyOf(object), object as T);
      if (type !== "DELETED") onChange?.(object as T);
    });
    return watched;
  }

  get objects(): readonly T[] {
    return [...this.#objects.values()];
  }

  /** Milliseconds since anything changed. */
  get quietFor(): number {
    return Date.now() - this.#changed;
  }
}
