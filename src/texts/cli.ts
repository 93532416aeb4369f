import { textArea } from "./message.ts";

export const cli = textArea({}, {});
