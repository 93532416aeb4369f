import { textArea } from "./message.ts";

export const report = textArea({}, {});
