import { existsSync } from "node:fs";
import { firefox, type Browser } from "playwright-core";
import { LIMIT } from "../testing/limit";

const PLACES = [
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/** The Firefox of this machine: the one that FIREFOX names, else one in a usual place. */
export const firefoxPath = (): string | undefined =>
  [process.env["FIREFOX"], ...PLACES].find((file) => file !== undefined && existsSync(file));

/** Why a test in Firefox is skipped; `npm test` says at its end how to change that. */
export const NO_FIREFOX = "Firefox isn't installed";

/** What installs it, a line for each system. */
export const INSTALL_FIREFOX = [
  "Debian:          sudo apt-get install firefox-esr",
  "Fedora:          sudo dnf install firefox",
  "macOS:           brew install --cask firefox",
  "elsewhere:       set FIREFOX to the path of a Firefox, version 141 or later",
];

/** Starts it as it is, not a build of Playwright's: they talk WebDriver BiDi. */
export const launchFirefox = (executablePath: string): Promise<Browser> =>
  firefox.launch({ channel: "moz-firefox", executablePath, timeout: LIMIT });
