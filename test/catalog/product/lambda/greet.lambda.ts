import { S3Client } from '@aws-sdk/client-s3';
import { greeting } from './greeting';

/** Greets, and says where its client looks: a handler with a part of its own and the SDK of the runtime. */
export async function handler(event: { readonly name: string }): Promise<string> {
  return `${greeting(event.name)} ${await new S3Client({ region: 'eu-central-1' }).config.region()}`;
}
