import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';

export const proxyOrTlsInterception: Rule = c => {
  const { subject } = c;
  // A live call has the transport's own, finer names for this.
  if (c.source === 'trace') return undefined;
  const code = codeOf(c, [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERTIFICATE_VERIFY_FAILED',
  ]);
  const said = untrusted.test(subject.message) || proxyLogin.test(subject.message) || subject.status === 407;
  if (code === undefined && !said) return undefined;
  return prove(subject, 'proxy-or-tls-interception', [['code', code], ...answerProof(subject)]);
};

const untrusted =
  /self[- ]signed certificate in (?:the )?certificate chain|unable to get (?:local )?issuer certificate|PKIX path building failed|certificate signed by unknown authority|remote certificate is invalid/i;
const proxyLogin = /proxy authentication (?:is )?required/i;
