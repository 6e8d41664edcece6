/** @file `display`: shows values, and pieces of HTML, Markdown, LaTeX, images and JSON, in the output of a cell. */
import type {Metadata, MimeBundle} from "../engine.ts";
import type {Bundle} from "../runtime/port.ts";
import {emit} from "./emit.ts";
import {plainText} from "./format/text.ts";
import {format} from "./format.ts";
import {htmlBundle, javascriptBundle, jsonBundle, latexBundle, markdownBundle, ownBundle, svgBundle} from "./forms.ts";
import {gifBundle, jpegBundle, pngBundle, type ImageOptions, type ImageSource} from "./image.ts";
import {quiet} from "./quiet.ts";
import {freshId} from "./session.ts";

export interface DisplayOptions {
  /** The name under which `display.update` finds this output again; a fresh one if left out. */
  readonly id?: string;
}

/** What was shown, to be replaced in place. */
export interface DisplayHandle<T = unknown> {
  readonly id: string;
  /** Replaces what is shown, wherever on the page it is. */
  update(value: T): void;
}

export interface BundleOptions extends DisplayOptions {
  readonly metadata?: Metadata;
}

/** Functions that show one kind of data, declared to be so by the caller; all else is escaped. */
export interface Display {
  /** Shows any value in its best form: figures, tables, arrays, mathjs values, all others as Node prints them. */
  (value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Shows HTML as it stands, scripts included. */
  html(source: string, options?: DisplayOptions): DisplayHandle<string>;
  markdown(source: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows LaTeX; a formula without `$`, `\[` or `\begin` is taken as displayed maths. */
  latex(source: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows an SVG image, given as its source. */
  svg(source: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows a PNG image: bytes, base64 or a `data:` URL. `width` and `height` are CSS pixels. */
  png(image: ImageSource, options?: DisplayOptions & ImageOptions): DisplayHandle<ImageSource>;
  jpeg(image: ImageSource, options?: DisplayOptions & ImageOptions): DisplayHandle<ImageSource>;
  gif(image: ImageSource, options?: DisplayOptions & ImageOptions): DisplayHandle<ImageSource>;
  /** Shows a value as a JSON tree. */
  json(value: unknown, options?: DisplayOptions): DisplayHandle;
  /** Runs JavaScript in the page, where the front end allows it. */
  javascript(source: string, options?: DisplayOptions): DisplayHandle<string>;
  /** Shows data by MIME type, as it stands; `text/plain` is added where it is missing. */
  bundle(data: MimeBundle, options?: BundleOptions): DisplayHandle<MimeBundle>;
  /** Replaces the output with this id by another value. */
  update(id: string, value: unknown): void;
}

/** See {@link Display}. */
export const display: Display = Object.assign((value: unknown, options: DisplayOptions = {}) => show(value, format, options), {
  html: (source: string, options: DisplayOptions = {}) => show(source, htmlBundle, options),
  markdown: (source: string, options: DisplayOptions = {}) => show(source, markdownBundle, options),
  latex: (source: string, options: DisplayOptions = {}) => show(source, latexBundle, options),
  svg: (source: string, options: DisplayOptions = {}) => show(source, svgBundle, options),
  png: (image: ImageSource, options: DisplayOptions & ImageOptions = {}) => show(image, (each) => pngBundle(each, options), options),
  jpeg: (image: ImageSource, options: DisplayOptions & ImageOptions = {}) => show(image, (each) => jpegBundle(each, options), options),
  gif: (image: ImageSource, options: DisplayOptions & ImageOptions = {}) => show(image, (each) => gifBundle(each, options), options),
  json: (value: unknown, options: DisplayOptions = {}) => show(value, jsonBundle, options),
  javascript: (source: string, options: DisplayOptions = {}) => show(source, javascriptBundle, options),
  bundle: (data: MimeBundle, {metadata, ...options}: BundleOptions = {}) => show(data, (each) => ownBundle(each, metadata), options),
  update: (id: string, value: unknown) => emit(format(value), {id: checkedId(id), update: true})
});

function show<T>(value: T, toBundle: (value: T) => Bundle | Promise<Bundle>, {id = freshId()}: DisplayOptions): DisplayHandle<T> {
  const place = {id: checkedId(id), update: false};
  emit(toBundle(value), place);
  return quiet({id, update: (next: T) => emit(toBundle(next), {id, update: true})});
}

function checkedId(id: unknown): string {
  if (typeof id !== "string" || id === "") throw new TypeError(`display: id must be a string that is not empty, got ${plainText(id)}`);
  return id;
}
