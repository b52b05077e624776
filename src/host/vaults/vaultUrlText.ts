import { assertNever } from '../../core/model/assertNever.ts';
import type { Translate } from '../../core/model/translate.ts';
import type { UrlProblem, UrlRemark } from './vaultUrl.ts';

/** What is wrong with a vault URL, and what to write instead. */
export function vaultUrlProblem(problem: UrlProblem, t: Translate): string {
  switch (problem) {
    case 'empty':
      return t('Enter the address of the vault, for example https://contoso.vault.azure.net');
    case 'not-a-url':
      return t('This is no web address. A vault has one like https://contoso.vault.azure.net');
    case 'not-https':
      return t('A vault is reached by https only: a token must not travel in the open.');
    case 'user-info':
      return t('An address with "@" can point to another host than it seems; write the host alone.');
    case 'port':
      return t('A vault answers on port 443; write the address without a port. For another route there is kvhttp.connectTo.');
    case 'not-a-host':
      return t('This is no host name of a vault; one looks like contoso.vault.azure.net');
    default:
      return assertNever(problem);
  }
}

/** Why the stored URL differs from the pasted one. */
export function vaultUrlRemark(remark: UrlRemark, t: Translate): string {
  switch (remark) {
    case 'added-scheme':
      return t('https:// was added.');
    case 'removed-path':
      return t('The path was left out: a request names its own.');
    case 'removed-slash':
      return t('The slash at the end was left out: with it, a token can be asked for an audience that the vault refuses.');
    case 'removed-query':
      return t('The part after "?" or "#" was left out.');
    case 'lowered-case':
      return t('Host names are written in lower case.');
    case 'from-resource-id':
      return t('Made from the resource ID, for the public cloud.');
    default:
      return assertNever(remark);
  }
}
