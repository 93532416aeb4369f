import { textArea } from "./message.ts";

export const audio = textArea({}, {});
