import { textArea } from "./message.ts";

export const config = textArea({}, {});
