/** @file Our renderers of outputs, beside JupyterLab's. */
import type {IRenderMime} from "@jupyterlab/rendermime-interfaces";
import {plotlyRenderer} from "./plotly.ts";

export const ownRenderers: readonly IRenderMime.IExtension[] = [plotlyRenderer];
