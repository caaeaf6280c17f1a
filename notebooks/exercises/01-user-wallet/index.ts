import { attributesOf } from "./attributes-of";
import { balanceOf } from "./balance-of";
import { createOnDemand } from "./create-on-demand";
import { notes } from "./notes";
import { saveWallet } from "./save-wallet";

export const userWallet = { saveWallet, balanceOf, attributesOf, notes, createOnDemand };
