import { textArea } from "./message.ts";

export const summaries = textArea({}, {});
