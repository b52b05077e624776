import { metadataAddress } from '../../token/clouds.ts';
import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isAppServiceVersion } from './identitySignals.ts';

export const imdsWrongEndpoint: Rule = c => {
  const { subject } = c;
  if (subject.service !== 'identity') return undefined;
  // App Service gives its own address in IDENTITY_ENDPOINT; asking the virtual machine's address with its protocol meets nobody.
  const mixed = subject.host === metadataAddress && isAppServiceVersion(subject.url) && subject.status !== 200;
  const foreign = subject.host === metadataAddress && (subject.isHtml || subject.status === 404) && subject.status !== 200;
  if (!mixed && !foreign) return undefined;
  return prove(
    subject,
    'imds-wrong-endpoint',
    [
      ['request.url', subject.url],
      ['status', subject.status],
      ['message', subject.message.slice(0, 300)],
    ],
    mixed ? 'proven' : 'likely',
  );
};
