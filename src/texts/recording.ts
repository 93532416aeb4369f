import { textArea } from "./message.ts";

export const recording = textArea({}, {});
