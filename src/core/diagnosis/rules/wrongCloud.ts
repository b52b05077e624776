import type { Finding } from '../../model/finding.ts';
import { cloudOfLogin, cloudOfVaultHost } from '../../token/clouds.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import type { Case, Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';
import { refusedAudience } from './refusedAudience.ts';

/** Host, audience and authority must belong to one cloud. */
export const wrongCloud: Rule = c => {
  const code = codeOf(c, ['AADSTS900382', 'AADSTS900384', 'AADSTS90038']);
  if (code !== undefined) return prove(c.subject, 'wrong-cloud', [['code', code], ...answerProof(c.subject)]);
  return refusedAudience(c, 'wrong-cloud') ?? authorityOfOtherCloud(c);
};

function authorityOfOtherCloud(c: Case): Finding | undefined {
  if (c.subject.status === null || c.subject.status < 400 || c.subject.service !== 'entra') return undefined;
  const vault = c.calls.find(call => call.service === 'vault' || call.service === 'hsm')?.host;
  const login = cloudOfLogin(c.subject.host ?? '');
  const cloud = vault ? cloudOfVaultHost(vault) : undefined;
  if (login === undefined || cloud === undefined || login === cloud) return undefined;
  const asked = c.challenge?.authority ? hostOfUrl(c.challenge.authority) : undefined;
  // Where the vault itself sent the client there, the clouds are not mixed by the client.
  if (asked === c.subject.host) return undefined;
  return prove(
    c.subject,
    'wrong-cloud',
    [
      ['request.host', c.subject.host],
      ['vault', vault],
    ],
    'likely',
  );
}
