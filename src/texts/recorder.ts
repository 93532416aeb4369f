import { textArea } from "./message.ts";

export const recorder = textArea({}, {});
