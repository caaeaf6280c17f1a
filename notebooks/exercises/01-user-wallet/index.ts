import { balanceOf } from "./balance-of";
import { createOnDemand } from "./create-on-demand";
import { notes } from "./notes";
import { saveWallet } from "./save-wallet";
import { unitsOf } from "./units-of";

export const userWallet = { saveWallet, balanceOf, unitsOf, notes, createOnDemand };
