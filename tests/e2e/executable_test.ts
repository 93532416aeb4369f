import { executableProgram } from "../support/program.ts";
import { dropToReportSuite } from "./drop_to_report.ts";

dropToReportSuite("As an executable", executableProgram);
