/** Summarising by grammar alone. @module */
export { createExtractiveSummariser } from "./extractive.ts";
