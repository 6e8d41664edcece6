/**
 * @file The switch for outputs that are the same at every run.
 *
 * With `SPIKEBOOK_OUTPUT=reproducible` in the environment of the process in which cells run, figures come without the
 * plotly library (the page that shows them brings it once, as `window.Plotly`), a progress bar ends without times, and
 * the ids of comms and widgets count.
 */
export const reproducible = (): boolean => process.env.SPIKEBOOK_OUTPUT === "reproducible";
