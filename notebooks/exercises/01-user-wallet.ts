import { balanceOf } from "./user-wallet/balance-of";
import { createOnDemand } from "./user-wallet/create-on-demand";
import { notes } from "./user-wallet/notes";
import { saveWallet } from "./user-wallet/save-wallet";
import { unitsOf } from "./user-wallet/units-of";

export const userWallet = { saveWallet, balanceOf, unitsOf, notes, createOnDemand };
