/** Replaces `@smithy/signature-v4`: what a signature would say is a header, unsigned. */

/** The header that selects the database: DynamoDB Local has one for each access key and region. */
export const DATABASE = "x-database";

type Provider<T> = () => Promise<T>;
type Request = { headers: Record<string, string> };
type Given = { credentials: Provider<{ accessKeyId: string }>; region: string | Provider<string> };

export class SignatureV4 {
  readonly #given: Given;

  constructor(given: Given) {
    this.#given = given;
  }

  async sign<R extends Request>(request: R, { signingRegion }: { signingRegion?: string }) {
    const { credentials, region } = this.#given;
    const { accessKeyId } = await credentials();
    const where = signingRegion ?? (typeof region === "string" ? region : await region());
    request.headers[DATABASE] = `${accessKeyId}/${where}`;
    return request;
  }
}
