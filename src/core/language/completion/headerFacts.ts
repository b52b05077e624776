export interface HeaderFacts {
  readonly name: string;
  readonly summary: string;
  readonly values: readonly string[];
}

/** Request headers that mean something to a vault or to Azure Resource Manager. */
export const headerFacts: readonly HeaderFacts[] = [
  { name: 'Accept', summary: 'What the answer may be.', values: ['application/json'] },
  {
    name: 'Authorization',
    summary: 'Left to the flow: the token is asked for and added by itself. What is written here is sent instead.',
    values: ['Bearer {{token}}'],
  },
  {
    name: 'Content-Type',
    summary: 'What the body is. A vault reads JSON.',
    values: ['application/json', 'application/x-www-form-urlencoded'],
  },
  { name: 'Host', summary: 'With a path as target: the host to send to, over https.', values: [] },
  { name: 'User-Agent', summary: 'Names the client in the logs of the vault.', values: [] },
  {
    name: 'X-HTTP-Method',
    summary: 'With POST: the method that is meant, for networks that let only GET and POST pass.',
    values: ['PUT', 'PATCH', 'DELETE'],
  },
  { name: 'Metadata', summary: 'Must be true for the managed identity endpoint of a machine.', values: ['true'] },
  {
    name: 'x-ms-client-request-id',
    summary: 'An id of your own: the vault answers with it and writes it into its logs (clientRequestId).',
    values: ['{{$guid}}'],
  },
  { name: 'x-ms-return-client-request-id', summary: 'Asks Azure Resource Manager to answer with your request id.', values: ['true'] },
  { name: 'If-Match', summary: 'Azure Resource Manager: only if the entity still has this ETag.', values: ['*'] },
];

export function factsOfHeader(name: string): HeaderFacts | undefined {
  const wanted = name.toLowerCase();
  return headerFacts.find(facts => facts.name.toLowerCase() === wanted);
}
