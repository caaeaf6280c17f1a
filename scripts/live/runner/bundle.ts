import path from "node:path";
import type { BuildOptions, Plugin } from "esbuild";

const ROOT = path.resolve(__dirname, "../../../..");
const PAGE = path.join(ROOT, "scripts", "live", "runner", "page");

/** Modules of the project and of packages, and their replacements in the page. */
const REPLACED: readonly (readonly [module: RegExp, importer: RegExp, replacement: string])[] = [
  [/^\.\/locate$/, /[\\/]lib[\\/]client[\\/]/, "locate.ts"],
  [/^\.\/watchdog$/, /[\\/]exercises[\\/]framework[\\/]/, "watchdog.ts"],
  [/^@smithy\/fetch-http-handler$/, /./, "request-handler.ts"],
  [/^@smithy\/signature-v4$/, /./, "signature.ts"],
];

const replacements: Plugin = {
  name: "replacements",
  setup(build) {
    for (const [filter, importers, file] of REPLACED)
      build.onResolve({ filter }, ({ importer }) =>
        importers.test(importer) ? { path: path.join(PAGE, file) } : undefined,
      );
  },
};

/** Gives each of the SDK's clients the page's defaults, before those of a browser. */
const sdkDefaults: Plugin = {
  name: "sdk-defaults",
  setup(build) {
    const clients = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]/;
    build.onResolve({ filter: /^\.\/runtimeConfig$/ }, ({ importer, resolveDir }) =>
      clients.test(importer)
        ? { path: path.join(resolveDir, "runtimeConfig.browser.js"), namespace: "sdk-defaults" }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: "sdk-defaults" }, ({ path: file }) => ({
      resolveDir: path.dirname(file),
      contents: `
        import { getRuntimeConfig as original } from ${JSON.stringify(file)};
        import { withDefaults } from ${JSON.stringify(path.join(PAGE, "sdk-defaults.ts"))};
        export const getRuntimeConfig = (config) => original(withDefaults(config));`,
    }));
  },
};

/** How the worker that runs cells is bundled. */
export function options(): BuildOptions {
  return {
    absWorkingDir: ROOT,
    entryPoints: [path.join(ROOT, "scripts", "live", "runner", "worker.ts")],
    platform: "browser",
    format: "iife",
    target: "es2022",
    bundle: true,
    minify: true,
    // The name of a command's class is the name of its operation.
    keepNames: true,
    legalComments: "none",
    plugins: [replacements, sdkDefaults],
  };
}
