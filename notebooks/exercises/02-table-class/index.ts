import { jointBalance } from "./joint-balance";
import { openWallet } from "./open-wallet";
import { Savings } from "./savings";
import { spendWithin } from "./spend-within";
import { transfer } from "./transfer";

export const tableClass = { openWallet, jointBalance, transfer, Savings, spendWithin };
