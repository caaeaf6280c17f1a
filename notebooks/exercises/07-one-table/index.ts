import { addToCart } from "./add-to-cart";
import { orderPage } from "./order-page";
import { priceOn } from "./price-on";
import { shipOrder } from "./ship-order";
import { toysIn } from "./toys-in";

export const oneTable = { orderPage, shipOrder, toysIn, priceOn, addToCart };
