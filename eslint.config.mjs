import tseslint from "typescript-eslint";

// The code of the notebooks' cells is linted as `npm run check` writes it to build/cells.
const cells = "build/cells*/**/*.ts";

export default tseslint.config(
  { ignores: ["build/lib", "build/scripts", "node_modules", ".venv", ".jupyter", "site"] },
  {
    files: ["lib/**/*.ts", "scripts/**/*.ts", "notebooks/exercises/**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json" } },
    rules: {
      // node:test collects the promises of its tests itself.
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["test", "describe", "it", "suite"] },
          ],
        },
      ],
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
    },
  },
  {
    files: [cells],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    // A promise that isn't awaited fails after its cell has ended.
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
    },
  },
);
