import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ContentTable } from './content-source.lambda';
import { variable } from './environment.lambda';
import { NodeAgent, publicKeyOf } from './node-identity.lambda';
import { Typesense } from './typesense.lambda';

const secrets = new SecretsManagerClient();

/** Reads a secret whose ARN is in a variable of the environment. */
export async function secret(name: string): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: variable(name) }));
  if (!SecretString) throw new Error(`The secret of ${name} is empty.`);
  return SecretString;
}

/**
 * The client of the search nodes, made once and kept for the next events; what fails is tried again by the next one.
 *
 * @param key which key it presents
 */
export function typesenseWith(key: () => Promise<string>): () => Promise<Typesense> {
  let made: Promise<Typesense> | undefined;
  const make = async () =>
    new Typesense({
      nodes: variable('NODES').split(','),
      port: Number(variable('API_PORT')),
      key: await key(),
      agent: new NodeAgent(publicKeyOf(await secret('IDENTITY_SECRET'))),
    });
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** The content of the platform. */
export function contentTable(): ContentTable {
  return new ContentTable(DynamoDBDocumentClient.from(new DynamoDBClient()), variable('CONTENT_TABLE'));
}
