/** The upper half of code page 850, that of consoles in Western Europe. */
const UPPER = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
  "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

/** What a console program of Windows printed, where Windows speaks a language of Western Europe; a character a byte. */
export function oemText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte < 128 ? String.fromCharCode(byte) : UPPER[byte - 128]!).join("");
}

/**
 * Whether `printed` may be what became of `text` on its way through a code page: all of its ASCII is there, and whatever
 * else it holds became something.
 */
export function mayBe(printed: string, text: string): boolean {
  const runs = text.split(/[^ -~]+/).map((run) => run.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${runs.join("[^]+?")}$`).test(printed);
}
