/** @file Our logo in the corner of the page. */
import {ILabShell, type JupyterFrontEndPlugin} from "@jupyterlab/application";
import {LabIcon} from "@jupyterlab/ui-components";
import {Widget} from "@lumino/widgets";
import drawing from "../../../../jupyter/install/assets/logo-svg.svg";

export const logoIcon = new LabIcon({name: "spikebook:logo", svgstr: drawing});

export const logo: JupyterFrontEndPlugin<void> = {
  id: "spikebook:logo",
  description: "Shows Spikebook's logo.",
  autoStart: true,
  requires: [ILabShell],
  activate(_app, shell: ILabShell) {
    const corner = new Widget();
    logoIcon.element({container: corner.node, elementPosition: "center", margin: "2px 2px 2px 8px", height: "auto", width: "18px"});
    corner.id = "jp-MainLogo";
    shell.add(corner, "top", {rank: 0});
  }
};
