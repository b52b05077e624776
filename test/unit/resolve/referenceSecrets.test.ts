import { expect, test } from 'vitest';
import { referenceSecrets } from '../../../src/core/resolve/referenceSecrets.ts';

test.each([
  ['response.body.$.value', 'a', ['a']],
  ["response.body.$['value']", 'a', ['a']],
  ['request.headers.Authorization', 'Bearer x', ['Bearer x']],
  ["request.headers['authorization']", 'Bearer x', ['Bearer x']],
  ['response.body.$.id', 'a', []],
  ['token.value', 'a', []],
  ['response.body', '{"id":1,"value":"a","b":{"access_token":"c"}}', ['a', 'c']],
  ['response.body', '{"value":"a"', ['{"value":"a"']],
  ['calls[1].request.body', 'client_secret=a', ['client_secret=a']],
  ['calls[0].status', '401', []],
] as const)('%s of %s', (path, value, secrets) => {
  expect(referenceSecrets(path, value)).toEqual(secrets);
});
