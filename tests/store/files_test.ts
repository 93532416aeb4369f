import { diskFiles } from "../../src/store/mod.ts";
import { filesContract } from "../contracts/files.ts";
import { watchedFiles } from "../support/faulty_files.ts";

filesContract("The disk", () => diskFiles);
filesContract("The disk as tests watch it", () => watchedFiles(diskFiles, () => {}, { all: true }));
