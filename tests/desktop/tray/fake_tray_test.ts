import { trayContract } from "../../contracts/tray_contract.ts";
import { FakeTray } from "../../support/fake_tray.ts";

trayContract("the tests' own icon", () => Promise.resolve(new FakeTray()));
