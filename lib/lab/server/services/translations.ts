/** @file Translations of the front end: English is what its source says; others lie in a folder. */
import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {HttpFault} from "../http/fault.ts";
import {json} from "../http/reply.ts";
import type {Route} from "../http/router.ts";

export function translationRoutes(folder: string | undefined): readonly Route[] {
  const locales = async (): Promise<readonly string[]> =>
    folder === undefined ? [] : (await readdir(folder)).filter((name) => /^[\w-]+\.json$/.test(name)).map((name) => name.slice(0, -".json".length));
  return [
    {method: "GET", pattern: "/lab/api/translations", handler: async () => json({data: Object.fromEntries(["en", ...(await locales())].map((locale) => [locale, named(locale)])), message: ""})},
    {
      method: "GET", pattern: "/lab/api/translations/:locale",
      async handler({params}) {
        const locale = params["locale"]!;
        if (/^(en([_-].*)?|default)$/.test(locale)) return json({data: {}, message: ""});
        if (folder === undefined || !(await locales()).includes(locale)) throw new HttpFault(404, `no translation ${locale}`);
        return json({data: JSON.parse(await readFile(join(folder, `${locale}.json`), "utf8")) as unknown, message: ""});
      }
    }
  ];
}

function named(locale: string): {readonly displayName: string; readonly nativeName: string} {
  const tag = locale.replace("_", "-");
  const name = (language: string): string => new Intl.DisplayNames([language], {type: "language"}).of(tag) ?? tag;
  return {displayName: name("en"), nativeName: name(tag)};
}
