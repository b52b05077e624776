import type { Rule } from '../case.ts';
import { prove, suspect } from '../prove.ts';

export const credentialChainExhausted: Rule = c => {
  const { message } = c.subject;
  const links = new Set(
    [...message.matchAll(/\b(\w+Credential)\b[^\n]{0,80}?(?:unavailable|failed|not (?:available|installed|found))/gi)].map(
      match => match[1],
    ),
  );
  if (links.size >= 2) return prove(c.subject, 'credential-chain-exhausted', [['credentials', [...links].join(', ')]]);
  // Without the list, the chain may as well have stopped at a link that had an identity, but not the one that was meant.
  if (!/tried the following \d+ methods to get an access token|failed to retrieve a token from the included credentials/i.test(message))
    return undefined;
  return suspect(c.subject, ['credential-chain-exhausted', 'credential-chain-wrong-identity'], [['message', message.slice(0, 300)]]);
};
