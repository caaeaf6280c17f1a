import { cents } from "./table-class/cents";
import { jointBalance } from "./table-class/joint-balance";
import { openWallet } from "./table-class/open-wallet";
import { Savings } from "./table-class/savings";
import { transfer } from "./table-class/transfer";

export const tableClass = { openWallet, jointBalance, transfer, cents, Savings };
