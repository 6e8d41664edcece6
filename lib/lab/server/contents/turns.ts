/** @file One after the other: what changes the same file waits its turn. */

export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
      const settled = mine.catch(() => {}).then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
      last.set(key, settled);
      return mine;
    }
  };
}
