/** @file The state that every widget of `@jupyter-widgets/controls` begins with, and its layout and style models. */
import {openModel, type WidgetState} from "./model.ts";

const controls = "@jupyter-widgets/controls";
const base = "@jupyter-widgets/base";
const version = "2.0.0";

const model = (module: string, name: string, view: string, viewModule = module): WidgetState => ({
  _model_module: module,
  _model_module_version: version,
  _model_name: name,
  _view_module: viewModule,
  _view_module_version: version,
  _view_name: view,
  _view_count: null
});

/** ipywidgets' width of a control holds its label too: a long one gets room of its own. */
function width({description = ""}: WidgetState, button: boolean): string | null {
  const {length} = String(description);
  if (button) return length > 16 ? "max-content" : null;
  return length > 8 ? `calc(var(--jp-widgets-inline-width, 300px) + ${length}ch)` : null;
}

/** Opens the layout and style models of a control and returns its own first state. `style` names the style's model. */
export function controlState(name: string, style: string, own: WidgetState): WidgetState {
  const layout = openModel({...model(base, "LayoutModel", "LayoutView"), width: width(own, style === "Button"), max_width: "100%"});
  const styling = openModel({...model(controls, `${style}StyleModel`, "StyleView", base), ...(style === "Button" ? {} : {description_width: "initial"})});
  return {
    ...model(controls, `${name}Model`, `${name}View`),
    _dom_classes: [],
    disabled: false,
    description_allow_html: false,
    tabbable: null,
    tooltip: null,
    layout: `IPY_MODEL_${layout.id}`,
    style: `IPY_MODEL_${styling.id}`,
    ...own
  };
}
