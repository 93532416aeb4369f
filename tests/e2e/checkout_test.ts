import { checkoutProgram } from "../support/program.ts";
import { dropToReportSuite } from "./drop_to_report.ts";

dropToReportSuite("From a checkout", () => Promise.resolve(checkoutProgram()));
