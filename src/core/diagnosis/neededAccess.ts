/** What a data-plane operation needs: access-policy permission, RBAC data action, and the least built-in role. */
export interface NeededAccess {
  readonly permission: string | null;
  readonly action: string | null;
  readonly role: string | null;
}

interface Operation {
  readonly method: string;
  readonly path: RegExp;
  readonly permission: string;
  readonly action: string;
}

const operation = (method: string, path: RegExp, permission: string, action: string): Operation => ({ method, path, permission, action });

/** First match counts; paths are without query, doubled slashes joined. */
const operations: readonly Operation[] = [
  operation('GET', /^\/secrets(?:\/[^/]+\/versions)?\/?$/, 'secrets list', 'secrets/readMetadata/action'),
  operation('GET', /^\/deletedsecrets\/?$/, 'secrets list', 'secrets/readMetadata/action'),
  operation('GET', /^\/deletedsecrets\/[^/]+\/?$/, 'secrets get', 'secrets/readMetadata/action'),
  operation('POST', /^\/deletedsecrets\/[^/]+\/recover$/, 'secrets recover', 'secrets/recover/action'),
  operation('DELETE', /^\/deletedsecrets\/[^/]+$/, 'secrets purge', 'secrets/purge/action'),
  operation('POST', /^\/secrets\/restore$/, 'secrets restore', 'secrets/restore/action'),
  operation('POST', /^\/secrets\/[^/]+\/backup$/, 'secrets backup', 'secrets/backup/action'),
  operation('GET', /^\/secrets\/[^/]+(?:\/[^/]*)?$/, 'secrets get', 'secrets/getSecret/action'),
  operation('PUT', /^\/secrets\/[^/]+\/?$/, 'secrets set', 'secrets/setSecret/action'),
  operation('PATCH', /^\/secrets\/[^/]+(?:\/[^/]*)?$/, 'secrets set', 'secrets/update/action'),
  operation('DELETE', /^\/secrets\/[^/]+\/?$/, 'secrets delete', 'secrets/delete'),
  operation('GET', /^\/keys(?:\/[^/]+\/versions)?\/?$/, 'keys list', 'keys/read'),
  operation('GET', /^\/deletedkeys\/?$/, 'keys list', 'keys/read'),
  operation('GET', /^\/deletedkeys\/[^/]+\/?$/, 'keys get', 'keys/read'),
  operation('POST', /^\/deletedkeys\/[^/]+\/recover$/, 'keys recover', 'keys/recover/action'),
  operation('DELETE', /^\/deletedkeys\/[^/]+$/, 'keys purge', 'keys/purge/action'),
  operation('GET', /^\/keys\/[^/]+\/rotationpolicy$/, 'keys getrotationpolicy', 'keyrotationpolicies/read'),
  operation('PUT', /^\/keys\/[^/]+\/rotationpolicy$/, 'keys setrotationpolicy', 'keyrotationpolicies/write'),
  operation('POST', /^\/keys\/restore$/, 'keys restore', 'keys/restore/action'),
  operation('POST', /^\/keys\/[^/]+\/backup$/, 'keys backup', 'keys/backup/action'),
  operation('POST', /^\/keys\/[^/]+\/create$/, 'keys create', 'keys/create/action'),
  operation('POST', /^\/keys\/[^/]+\/rotate$/, 'keys rotate', 'keys/rotate/action'),
  operation('POST', /^\/keys\/[^/]+(?:\/[^/]*)?\/encrypt$/, 'keys encrypt', 'keys/encrypt/action'),
  operation('POST', /^\/keys\/[^/]+(?:\/[^/]*)?\/decrypt$/, 'keys decrypt', 'keys/decrypt/action'),
  operation('POST', /^\/keys\/[^/]+(?:\/[^/]*)?\/(?:secure)?wrapkey$/i, 'keys wrapKey', 'keys/wrap/action'),
  operation('POST', /^\/keys\/[^/]+(?:\/[^/]*)?\/(?:secure)?unwrapkey$/i, 'keys unwrapKey', 'keys/unwrap/action'),
  operation('POST', /^\/keys\/[^/]+(?:\/[^/]*)?\/sign$/, 'keys sign', 'keys/sign/action'),
  operation('POST', /^\/keys\/[^/]+(?:\/[^/]*)?\/verify$/, 'keys verify', 'keys/verify/action'),
  operation('POST', /^\/keys\/[^/]+(?:\/[^/]*)?\/release$/, 'keys release', 'keys/release/action'),
  operation('GET', /^\/keys\/[^/]+(?:\/[^/]*){0,2}$/, 'keys get', 'keys/read'),
  operation('PUT', /^\/keys\/[^/]+\/?$/, 'keys import', 'keys/import/action'),
  operation('PATCH', /^\/keys\/[^/]+(?:\/[^/]*)?$/, 'keys update', 'keys/update/action'),
  operation('DELETE', /^\/keys\/[^/]+\/?$/, 'keys delete', 'keys/delete'),
  operation('GET', /^\/certificates\/contacts$/, 'certificates managecontacts', 'certificatecontacts/write'),
  operation('PUT', /^\/certificates\/contacts$/, 'certificates managecontacts', 'certificatecontacts/write'),
  operation('DELETE', /^\/certificates\/contacts$/, 'certificates managecontacts', 'certificatecontacts/write'),
  operation('GET', /^\/certificates\/issuers\/?$/, 'certificates listissuers', 'certificatecas/read'),
  operation('GET', /^\/certificates\/issuers\/[^/]+$/, 'certificates getissuers', 'certificatecas/read'),
  operation('PUT', /^\/certificates\/issuers\/[^/]+$/, 'certificates setissuers', 'certificatecas/write'),
  operation('PATCH', /^\/certificates\/issuers\/[^/]+$/, 'certificates setissuers', 'certificatecas/write'),
  operation('DELETE', /^\/certificates\/issuers\/[^/]+$/, 'certificates deleteissuers', 'certificatecas/delete'),
  operation('GET', /^\/certificates(?:\/[^/]+\/versions)?\/?$/, 'certificates list', 'certificates/read'),
  operation('GET', /^\/deletedcertificates\/?$/, 'certificates list', 'certificates/read'),
  operation('GET', /^\/deletedcertificates\/[^/]+\/?$/, 'certificates get', 'certificates/read'),
  operation('POST', /^\/deletedcertificates\/[^/]+\/recover$/, 'certificates recover', 'certificates/recover/action'),
  operation('DELETE', /^\/deletedcertificates\/[^/]+$/, 'certificates purge', 'certificates/purge/action'),
  operation('POST', /^\/certificates\/restore$/, 'certificates restore', 'certificates/restore/action'),
  operation('POST', /^\/certificates\/[^/]+\/backup$/, 'certificates backup', 'certificates/backup/action'),
  operation('POST', /^\/certificates\/[^/]+\/import$/, 'certificates import', 'certificates/import/action'),
  operation('POST', /^\/certificates\/[^/]+\/(?:create|pending\/merge)$/, 'certificates create', 'certificates/create/action'),
  operation('PATCH', /^\/certificates\/[^/]+(?:\/[^/]*)?$/, 'certificates update', 'certificates/update/action'),
  operation('DELETE', /^\/certificates\/[^/]+\/pending$/, 'certificates update', 'certificates/update/action'),
  operation('DELETE', /^\/certificates\/[^/]+\/?$/, 'certificates delete', 'certificates/delete'),
  operation('GET', /^\/certificates\/[^/]+(?:\/[^/]*)?$/, 'certificates get', 'certificates/read'),
];

const permissionWord = /does not have (\w+) (\w+) permission/i;

/**
 * The vault's own words count first (`Action:` line, "secrets get permission"), then method and path. All fields are null
 * for a call that is no data-plane operation.
 */
export function neededAccess(method: string | null, url: string | null, action: string | null, message: string): NeededAccess {
  const path = /^https?:\/\/[^/?#]+([^?#]*)/i.exec(url ?? '')?.[1]?.replace(/\/{2,}/g, '/') ?? '';
  const known = operations.find(each => each.method === method?.toUpperCase() && each.path.test(path));
  const said = permissionWord.exec(message);
  const bare = action?.replace(/^Microsoft\.KeyVault\/vaults\//i, '') ?? known?.action ?? null;
  return {
    permission: said === null ? (known?.permission ?? null) : `${said[1]} ${said[2]}`,
    action: bare === null ? null : `Microsoft.KeyVault/vaults/${bare}`,
    role: bare === null ? null : leastRole(bare),
  };
}

/** The least of the built-in roles that has the data action. */
function leastRole(action: string): string {
  const lower = action.toLowerCase();
  if (/^secrets\/(?:getsecret|readmetadata)\/action$/.test(lower)) return 'Key Vault Secrets User';
  if (lower.startsWith('secrets/')) return 'Key Vault Secrets Officer';
  if (
    /^keys\/(?:read|update\/action|backup\/action|encrypt\/action|decrypt\/action|wrap\/action|unwrap\/action|sign\/action|verify\/action)$/.test(
      lower,
    )
  ) {
    return 'Key Vault Crypto User';
  }
  if (lower.startsWith('keys/release')) return 'Key Vault Crypto Service Release User';
  if (/^key(?:s|rotationpolicies)\//.test(lower)) return 'Key Vault Crypto Officer';
  if (lower === 'certificates/read') return 'Key Vault Certificate User';
  if (lower.startsWith('certificate')) return 'Key Vault Certificates Officer';
  return 'Key Vault Administrator';
}
