import { version } from "typescript/package.json";
import { PROTOCOL } from "./wire";

/** The metadata that Jupyter stores in each notebook about its language. */
export const languageInfo = {
  codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
  file_extension: ".ts",
  mimetype: "text/typescript",
  name: "typescript",
  version,
};

/** The answer to `kernel_info_request`. */
export const kernelInfo = {
  status: "ok",
  protocol_version: PROTOCOL,
  implementation: "dynamodb-in-examples",
  implementation_version: "1.0.0",
  language_info: languageInfo,
  banner: `TypeScript ${version}, Node ${process.versions.node}`,
  help_links: [
    {
      text: "Amazon DynamoDB Developer Guide",
      url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/",
    },
  ],
};
