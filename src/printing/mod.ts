/**
 * Printing: a page becomes a PDF by an installed browser.
 *
 * @module
 */
export { type BrowserPrinterOptions, createBrowserPrinter } from "./browser_printer.ts";
export { findBrowser } from "./find_browser.ts";
export { NO_PRINTER, type PdfPrinter, type PrintOptions } from "./pdf_printer.ts";
