/** @file HTML from notebooks, with everything left out that could run, load or lead to a script. */
import sanitize from "sanitize-html";

const svg = ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs", "lineargradient", "radialgradient", "stop", "clippath", "marker", "title", "desc"];
const more = ["img", "details", "summary", "del", "ins", "progress", "meter", "figure", "figcaption", "picture", "center", "font", "h1", "h2", "dl", "dt", "dd"];
const drawing = ["viewbox", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "points", "offset", "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stop-color", "stop-opacity", "opacity", "font-size", "font-family", "font-weight", "text-anchor", "dominant-baseline", "clip-path", "marker-end", "marker-start", "gradientunits", "gradienttransform", "preserveaspectratio", "xmlns"];
const everywhere = ["class", "id", "style", "title", "lang", "dir", "role", "align", "valign", "width", "height", "color", "bgcolor", "aria-*", "data-*"];

/** Gives the data URI for a picture's address, or nothing where there is no such picture. */
export type Pictures = (address: string) => string | undefined;

/**
 * Scripts, styles, frames, forms and handlers go; links keep http, https, mailto and places in the same folder, and
 * those to another notebook lead to its page. A picture that is not in the notebook becomes a link to it.
 */
export function cleanHtml(html: string, pictures: Pictures = () => undefined): string {
  return sanitize(html, {
    allowedTags: [...sanitize.defaults.allowedTags, ...more, ...svg],
    allowedAttributes: {
      "*": [...everywhere, ...drawing],
      a: ["href", "name", "rel", "target"],
      img: ["src", "alt"],
      td: ["colspan", "rowspan", "headers"],
      th: ["colspan", "rowspan", "scope", "headers"],
      col: ["span"],
      ol: ["start", "type", "reversed"],
      details: ["open"],
      progress: ["value", "max"],
      meter: ["value", "min", "max", "low", "high", "optimum"],
      font: ["color", "size", "face"]
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: {img: ["data"]},
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nonTextTags: ["script", "style", "textarea", "option", "noscript", "template", "iframe", "object"],
    transformTags: {
      img: (tag, attributes) => picture(tag, attributes, pictures),
      a: (tagName, attribs) => ({tagName, attribs: {...attribs, ...(attribs["href"] && link(attribs["href"]))}})
    }
  });
}

function picture(tagName: string, {src = "", srcset: _, ...rest}: sanitize.Attributes, pictures: Pictures): sanitize.Tag {
  const data = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(src) ? src : pictures(src);
  if (data !== undefined) return {tagName, attribs: {...rest, src: data}};
  const text = rest["alt"] || src;
  return /^https?:/i.test(src) ? {tagName: "a", attribs: {href: src, ...leaving}, text} : {tagName: "em", attribs: {class: "missing"}, text: `[picture ${text} not found]`};
}

const leaving = {rel: "noopener noreferrer", target: "_blank"};

function link(href: string): sanitize.Attributes {
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return {href, ...leaving};
  return {href: href.replace(/\.ipynb(?=$|[?#])/, ".html")};
}
