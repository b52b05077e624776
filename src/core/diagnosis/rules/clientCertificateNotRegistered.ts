import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

export const clientCertificateNotRegistered: Rule = byCode('client-certificate-not-registered', ['AADSTS700027']);
