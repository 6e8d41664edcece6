/** @file How a figure looks that says nothing else: on light and on dark ground, the ground itself left clear. */

/** Plotly's template. Its text is part of a script for the browser too, so it uses nothing but itself. */
export const template = (isDark: boolean) => {
  const [ink, grid, faint, paper] = isDark ? ["#e0e0e0", "#444a52", "#7d858f", "#22262b"] : ["#24292f", "#e3e6ea", "#8a929b", "#ffffff"];
  const axis = {gridcolor: grid, linecolor: faint, zerolinecolor: faint, tickcolor: faint, automargin: true, title: {standoff: 8}};
  const space = {...axis, backgroundcolor: "rgba(0,0,0,0)", showbackground: false};
  const clear = "rgba(0,0,0,0)";
  const colorscale = {sequential: "Viridis", sequentialminus: "Viridis"};
  return {layout: {colorscale,
    paper_bgcolor: clear, plot_bgcolor: clear, font: {color: ink}, xaxis: axis, yaxis: axis,
    scene: {xaxis: space, yaxis: space, zaxis: space, bgcolor: clear},
    polar: {bgcolor: clear, angularaxis: axis, radialaxis: axis}, geo: {bgcolor: clear},
    legend: {bgcolor: clear}, hoverlabel: {bgcolor: paper, bordercolor: faint, font: {color: ink}},
    updatemenudefaults: {bgcolor: paper, bordercolor: faint}, sliderdefaults: {bgcolor: faint, bordercolor: faint},
    colorway: isDark ? ["#6cb6ff", "#ff9b5e", "#6bd490", "#ff7b85", "#c297ff", "#e0b25c", "#f7a8d8", "#a5adb8", "#d3dd6b", "#5fd4e0"]
      : ["#1f77b4", "#d9600a", "#2a8a3c", "#c62f37", "#8058b5", "#8c6a1f", "#c2529b", "#6b7280", "#8a8f12", "#0f8b9c"]
  }};
};
