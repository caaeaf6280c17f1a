import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The browser of this machine: the one that CHROMIUM names, else one in a usual place. */
export const chromiumPath = (): string | undefined => [process.env["CHROMIUM"], ...PLACES].find((file) => file !== undefined && existsSync(file));

/** Printed where a browser test is skipped. */
export const NO_CHROMIUM = "no Chromium on this machine: install it (Debian: apt-get install chromium) or name it in CHROMIUM";

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
}
