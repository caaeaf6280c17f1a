// A database on this machine works whatever is configured for AWS: each setting that an SDK client
// reads, with a value that makes sense elsewhere.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { said } from "../../scripts/testing/fixtures";
import { sharedDatabase } from "../../scripts/testing/shared-database";
import { withVariables } from "../../scripts/testing/variables";
import { startServer, type EmbeddedServer } from "../embedded/server";
import { connect } from "../index";
import { PROFILE_ENTRIES, VARIABLES } from "./settings.cases";

const PACKAGES = path.resolve(__dirname, "../../../node_modules");
const home = mkdtempSync(path.join(tmpdir(), "settings test "));
after(() => rmSync(home, { recursive: true }));

type Settings = Record<string, string>;

/** Connects, and sends requests with connect()'s client and two plain ones. */
async function connectAndSend(): Promise<void> {
  await said("log", async () => {
    const db = await connect();
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = "" } = process.env;
    const plain = [new DynamoDBClient({}), new DynamoDBClient({ endpoint, region: "us-east-1" })];
    for (const client of [db, ...plain]) await client.send(new ListTablesCommand({}));
  });
}

/** Makes the next `connect()` create a client instead of returning its last one. */
const forgetClient = () => said("log", () => connect({ region: "sa-east-1" }));

/** The settings of a folder `.aws` whose profile `default` has this entry. */
function inConfigFile(entry: string): Settings {
  const folder = mkdtempSync(path.join(home, "home "));
  mkdirSync(path.join(folder, ".aws"));
  writeFileSync(path.join(folder, ".aws", "config"), `[default]\n${entry}\n`);
  return { HOME: folder };
}

const ROWS: [string, Settings][] = [
  ...VARIABLES.map(([name, value]): [string, Settings] => [`${name}=${value}`, { [name]: value }]),
  ...PROFILE_ENTRIES.map((entry): [string, Settings] => [
    entry.replaceAll("\n", "; "),
    inConfigFile(entry),
  ]),
  [
    "AWS_PROFILE and keys",
    { AWS_PROFILE: "ghost", AWS_ACCESS_KEY_ID: "mine", AWS_SECRET_ACCESS_KEY: "x" },
  ],
];

describe("with a setting for AWS", () => {
  let endpoint = "";
  let server: EmbeddedServer | undefined;
  before(async () => {
    const { AWS_ENDPOINT_URL_DYNAMODB: shared } = sharedDatabase();
    endpoint = shared ?? (server = await startServer()).endpoint;
  });
  after(() => server?.stop());

  test("the embedded database works", async (t) => {
    for (const [name, settings] of ROWS) {
      await forgetClient();
      await t.test(name, () => withVariables(settings, connectAndSend));
    }
  });

  test("an attached one on this machine works", async (t) => {
    const attached = { AWS_ENDPOINT_URL_DYNAMODB: endpoint };
    for (const [name, settings] of ROWS) {
      await forgetClient();
      await t.test(name, () => withVariables({ ...attached, ...settings }, connectAndSend));
    }
  });

  test("the environment is restored when it goes to AWS", () =>
    withVariables({ AWS_ACCESS_KEY_ID: "mine", AWS_SECRET_ACCESS_KEY: "x" }, async () => {
      Object.assign(process.env, { AWS_PROFILE: "", AWS_REGION: "eu-north-1" });
      await connectAndSend();
      assert.notEqual(process.env["AWS_ACCESS_KEY_ID"], "mine");
      await said("log", () => connect({ aws: true }));
      assert.equal(process.env["AWS_ACCESS_KEY_ID"], "mine");
      assert.equal(process.env["AWS_CONFIG_FILE"], undefined);
    }));
});

test("the table has every variable and every entry that the installed SDK reads", () => {
  const sources = ["@aws-sdk", "@smithy"].flatMap((scope) => sourcesBelow(scope)).join("\n");
  const variables = new Set(sources.match(/(?<=["'.])(AWS_[A-Z0-9_]+|SMITHY_[A-Z0-9_]+)\b/g));
  const known = new Set([...VARIABLES.map(([name]) => name), ...NO_ROWS]);
  assert.deepEqual(
    [...variables].filter((name) => !known.has(name)),
    [],
  );
  const entries = sources.matchAll(
    /const (?:\w*(?:CONFIG|INI_NAME)\w*) = "([a-z0-9_]+)"|\b(?:profile|profileData|arg)(?:\.|\[")([a-z0-9]+_[a-z0-9_]+)/g,
  );
  const unknown = [...entries].flatMap(([, constant, property]) => {
    const entry = constant ?? property ?? "";
    return PROFILE_ENTRIES.join("\n").includes(`${entry} = `) ? [] : [entry];
  });
  assert.deepEqual(unknown, []);
});

/** Names that are tested elsewhere, or that aren't settings of a client. */
const NO_ROWS = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_BACKUP",
  "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED",
  // Names of the SDK's own constants.
  "AWS_DEFAULTS_MODE_CONFIG",
  "AWS_DEFAULTS_MODE_ENV",
  "AWS_DEFAULT_REGION_ENV",
  "AWS_REGION_ENV",
  "SMITHY_CONTEXT_KEY",
];

function sourcesBelow(scope: string): string[] {
  const folder = path.join(PACKAGES, scope);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.includes("dist-cjs") && file.endsWith(".js"))
    .map((file) => readFileSync(path.join(folder, file), "utf8"));
}
