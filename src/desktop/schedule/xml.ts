/** An element of XML: attributes are not kept. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** Its own text, that of its children not included. */
  readonly text: string;
}

/** What XML 1.0 cannot hold, however it is written. */
// deno-lint-ignore no-control-regex -- these are what it cannot hold
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** `text` as it stands between tags; what XML has no way to write becomes U+FFFD. */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, "\ufffd")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");
}

/** More than any task holds. */
const DEEPEST = 32;

const TOKEN =
  /<!--[^]*?-->|<\?[^]*?\?>|<!DOCTYPE[^>]*>|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?][^\s/>]*)[^>]*?(\/?)>|([^<]+)/gy;

/** The root of an XML text; undefined when its tags do not fit each other. */
export function readXml(xml: string): XmlElement | undefined {
  type Open = { name: string; children: XmlElement[]; text: string };
  const root: Open = { name: "", children: [], text: "" };
  const open: Open[] = [root];
  let end = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const [whole, cdata, closed, opened, empty, text] = match;
    end = match.index + whole.length;
    const top = open.at(-1)!;
    if (cdata !== undefined) top.text += cdata;
    else if (text !== undefined) top.text += unescaped(text);
    else if (opened !== undefined) {
      const element = { name: opened, children: [], text: "" };
      top.children.push(element);
      if (empty === "") open.push(element);
      if (open.length > DEEPEST) return undefined;
    } else if (closed !== undefined && (open.length === 1 || open.pop()!.name !== closed)) return undefined;
  }
  return end === xml.length && open.length === 1 && root.children.length === 1 ? root.children[0] : undefined;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The element that `path` leads to from `element`. */
export function within(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>(
    (found, name) => found?.children.find((child) => child.name === name),
    element,
  );
}
