/** @file Work done several pieces at a time, its results in order. */

/** Runs `work` over the items, at most `jobs` at once; `finished` is called in the items' order, each as early as may be. */
export async function inOrder<T, R>(items: readonly T[], jobs: number, work: (item: T) => Promise<R>, finished: (result: R) => void = () => {}): Promise<readonly R[]> {
  const results = new Map<number, R>();
  let [next, told] = [0, 0];
  async function worker(): Promise<void> {
    while (next < items.length) {
      const i = next++;
      results.set(i, await work(items[i]!));
      while (results.has(told)) finished(results.get(told++)!);
    }
  }
  await Promise.all(Array.from({length: Math.min(jobs, items.length)}, worker));
  return items.map((_, i) => results.get(i)!);
}
