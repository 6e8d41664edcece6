/** @file Shell patterns over whole texts: `*` any run, `?` any character, `[a-c]` one of a set. */

/** Whether `pattern` describes the whole of `text`; the time is at most the product of their lengths. */
export function matches(pattern: string, text: string): boolean {
  const tokens = tokenise(pattern);
  let at = 0;
  let i = 0;
  // Where the last star stood, and how far the text had been read: on a mismatch the star takes one character more.
  let star = -1;
  let mark = 0;
  while (i < text.length) {
    const token = tokens[at];
    if (token === "*") {
      star = at++;
      mark = i;
    } else if (token?.includes(text[i]!) || token === "?") {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++mark;
    } else return false;
  }
  while (tokens[at] === "*") at++;
  return at === tokens.length;
}

interface OneOf {
  includes(character: string): boolean;
}

type Token = "*" | "?" | OneOf;

function tokenise(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    const close = character === "[" ? pattern.indexOf("]", i + 2) : -1;
    if (close > 0) {
      tokens.push(set(pattern.slice(i + 1, close)));
      i = close;
    } else if (character === "*" || character === "?") tokens.push(character);
    else tokens.push({includes: (other: string) => other === character});
  }
  return tokens;
}

function set(body: string): OneOf {
  const negated = /^[!^]/.test(body);
  const members = [...body.slice(negated ? 1 : 0).matchAll(/([^])-([^])|([^])/g)];
  const within = (character: string): boolean =>
    members.some(([, from, to, single]) => (single === undefined ? from! <= character && character <= to! : single === character));
  return {includes: (character: string) => within(character) !== negated};
}
