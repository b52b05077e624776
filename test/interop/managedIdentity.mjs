// @ts-check
// Reads a secret with the managed identity that the environment tells of; a process of its own for each platform.
import { ManagedIdentityCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { clientOptions, embedded } from './embedded.mjs';

const client = new SecretClient(embedded.localUrl, new ManagedIdentityCredential(), clientOptions);
console.log(`read: ${(await client.getSecret('db-password')).name}`);
