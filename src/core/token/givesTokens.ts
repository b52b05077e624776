import { cloudOfLogin } from './clouds.ts';

/** Whether a host hands tokens out, and so takes none: a login of any cloud, or a machine's own metadata service (RFC 3927: link-local). */
export function givesTokens(host: string): boolean {
  return cloudOfLogin(host) !== undefined || /^169\.254\.\d{1,3}\.\d{1,3}$/.test(host);
}
