import type { Translate } from '../model/translate.ts';

/** What the claims and header fields of Entra ID access tokens mean, in a few words each. */
const meanings = (t: Translate): Readonly<Record<string, string>> => ({
  aud: t('audience: the service that the token is for'),
  iss: t('issuer: the tenant that issued the token'),
  iat: t('issued at'),
  nbf: t('not valid before'),
  exp: t('expires at'),
  tid: t('tenant in which the token was issued'),
  oid: t('object id of the identity: what access policies and role assignments name'),
  sub: t('subject, as this audience knows it'),
  appid: t('client id of the application that asked for the token'),
  azp: t('client id of the application that asked for the token'),
  appidacr: t('how the application proved itself: 0 not, 1 secret, 2 certificate'),
  azpacr: t('how the application proved itself: 0 not, 1 secret, 2 certificate'),
  idtyp: t('kind of identity: app or user'),
  idp: t('identity provider that authenticated the subject'),
  upn: t('sign-in name of the user'),
  unique_name: t('sign-in name of the user, for display'),
  preferred_username: t('sign-in name of the user, for display'),
  name: t('display name'),
  scp: t('permissions that a user delegated to the application'),
  roles: t('application roles of the identity'),
  groups: t('groups of the identity'),
  wids: t('directory roles of the identity'),
  amr: t('how the user signed in'),
  acr: t('authentication context class'),
  ver: t('version of the token'),
  ipaddr: t('address from which the user signed in'),
  rh: t('internal to Entra ID'),
  aio: t('internal to Entra ID'),
  uti: t('id of this token: support can look it up in the sign-in logs'),
  xms_mirid: t('Azure resource that the managed identity belongs to'),
  xms_cc: t('abilities of the client: cp1 understands claims challenges'),
  xms_az_rid: t('Azure resource that the identity belongs to'),
  cnf: t('key to which the token is bound'),
  alg: t('signature algorithm'),
  kid: t('id of the key that signed'),
  x5t: t('thumbprint of the certificate that signed'),
  typ: t('type'),
});

/** A reader of the meanings in one language; undefined for a claim that is not known. */
export function claimMeanings(t: Translate): (name: string) => string | undefined {
  const table = meanings(t);
  return name => (Object.hasOwn(table, name) ? table[name] : undefined);
}
