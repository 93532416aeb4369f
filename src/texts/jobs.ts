import { textArea } from "./message.ts";

export const jobs = textArea({}, {});
