import { metadataAddress } from '../../token/clouds.ts';
import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isAppServiceVersion, isUnreachable, namesMetadata } from './identitySignals.ts';

export const imdsUnreachable: Rule = c => {
  const { subject } = c;
  const atAddress = subject.host === metadataAddress || (subject.service !== 'vault' && namesMetadata(subject.message));
  if (!atAddress || subject.status !== null || isAppServiceVersion(subject.url) || !isUnreachable(subject)) return undefined;
  return prove(subject, 'imds-unreachable', [
    ['request.host', metadataAddress],
    ['failure', subject.failures[0]?.code ?? [...subject.codes][0]],
    ['message', subject.message.slice(0, 300)],
  ]);
};
