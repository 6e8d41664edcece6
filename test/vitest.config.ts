/** @file How the tests run: one file at a time on each of two cores, with a generous limit for real processes. */
import {defineConfig} from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  cacheDir: ".cache/vite",
  ssr: {resolve: {conditions: ["spikebook-source", "node", "import", "default"]}},
  resolve: {conditions: ["spikebook-source", "node", "import", "default"]},
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false
  }
});
