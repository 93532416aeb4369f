import { textArea } from "./message.ts";

export const asr = textArea({}, {});
