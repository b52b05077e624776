import type { Rule } from './case.ts';
import { accessPolicyMissing } from './rules/accessPolicyMissing.ts';
import { accessPolicyOboRequired } from './rules/accessPolicyOboRequired.ts';
import { accessPolicyWrongObjectId } from './rules/accessPolicyWrongObjectId.ts';
import { apiVersionUnsupported } from './rules/apiVersionUnsupported.ts';
import { appNotInTenant } from './rules/appNotInTenant.ts';
import { assertionExpired } from './rules/assertionExpired.ts';
import { authorityNotAllowed } from './rules/authorityNotAllowed.ts';
import { benignChallenge } from './rules/benignChallenge.ts';
import { caeClaimsChallenge } from './rules/caeClaimsChallenge.ts';
import { challengeResourceMismatch } from './rules/challengeResourceMismatch.ts';
import { challengeUnusable } from './rules/challengeUnusable.ts';
import { clientCertificateNotRegistered } from './rules/clientCertificateNotRegistered.ts';
import { clientSecretExpired } from './rules/clientSecretExpired.ts';
import { clientSecretInvalid } from './rules/clientSecretInvalid.ts';
import { clockSkew } from './rules/clockSkew.ts';
import { conditionalAccessBlocked } from './rules/conditionalAccessBlocked.ts';
import { consentMissing } from './rules/consentMissing.ts';
import { controlPlaneDenied } from './rules/controlPlaneDenied.ts';
import { credentialChainExhausted } from './rules/credentialChainExhausted.ts';
import { credentialChainWrongIdentity } from './rules/credentialChainWrongIdentity.ts';
import { credentialUnavailable } from './rules/credentialUnavailable.ts';
import { denyAssignment } from './rules/denyAssignment.ts';
import { dnsVaultNotFound } from './rules/dnsVaultNotFound.ts';
import { expiredToken } from './rules/expiredToken.ts';
import { federatedCredentialMismatch } from './rules/federatedCredentialMismatch.ts';
import { firewallIpNotAllowed } from './rules/firewallIpNotAllowed.ts';
import { firewallNotATrustedService } from './rules/firewallNotATrustedService.ts';
import { foreignAnswer } from './rules/foreignAnswer.ts';
import { hsmApiOnVault } from './rules/hsmApiOnVault.ts';
import { httpNotHttps } from './rules/httpNotHttps.ts';
import { imdsUnreachable } from './rules/imdsUnreachable.ts';
import { imdsWrongEndpoint } from './rules/imdsWrongEndpoint.ts';
import { keyExpiredOrNotYetValid } from './rules/keyExpiredOrNotYetValid.ts';
import { keyOpNotPermitted } from './rules/keyOpNotPermitted.ts';
import { malformedRequestPath } from './rules/malformedRequestPath.ts';
import { managedIdentityAmbiguous } from './rules/managedIdentityAmbiguous.ts';
import { managedIdentityNotAssigned } from './rules/managedIdentityNotAssigned.ts';
import { mfaRequired } from './rules/mfaRequired.ts';
import { mhsmLocalRbac } from './rules/mhsmLocalRbac.ts';
import { missingChallenge } from './rules/missingChallenge.ts';
import { missingToken } from './rules/missingToken.ts';
import { noCachedToken } from './rules/noCachedToken.ts';
import { notJsonAnswer } from './rules/notJsonAnswer.ts';
import { notYetValidToken } from './rules/notYetValidToken.ts';
import { objectNotFound } from './rules/objectNotFound.ts';
import { permissionModelMismatch } from './rules/permissionModelMismatch.ts';
import { personalAccount } from './rules/personalAccount.ts';
import { pimNotActive } from './rules/pimNotActive.ts';
import { platformReferenceDenied } from './rules/platformReferenceDenied.ts';
import { privateDnsMisconfigured } from './rules/privateDnsMisconfigured.ts';
import { privateLinkNotApproved } from './rules/privateLinkNotApproved.ts';
import { privatelinkHostInUrl } from './rules/privatelinkHostInUrl.ts';
import { proxyOrTlsInterception } from './rules/proxyOrTlsInterception.ts';
import { publicAccessDisabled } from './rules/publicAccessDisabled.ts';
import { rbacArmPath } from './rules/rbacArmPath.ts';
import { rbacControlPlaneRoleOnly } from './rules/rbacControlPlaneRoleOnly.ts';
import { rbacNotEffectiveYet } from './rules/rbacNotEffectiveYet.ts';
import { rbacRoleMissing } from './rules/rbacRoleMissing.ts';
import { recoverInProgress } from './rules/recoverInProgress.ts';
import { redirectAnswer } from './rules/redirectAnswer.ts';
import { refreshTokenExpired } from './rules/refreshTokenExpired.ts';
import { resourcePrincipalNotFound } from './rules/resourcePrincipalNotFound.ts';
import { secretDisabled } from './rules/secretDisabled.ts';
import { serviceTransientError } from './rules/serviceTransientError.ts';
import { signingKeyUnresolved } from './rules/signingKeyUnresolved.ts';
import { softDeletedConflict } from './rules/softDeletedConflict.ts';
import { tenantNotAllowedByCredential } from './rules/tenantNotAllowedByCredential.ts';
import { tenantNotFound } from './rules/tenantNotFound.ts';
import { throttled } from './rules/throttled.ts';
import { tokenAnswerUnusable } from './rules/tokenAnswerUnusable.ts';
import { unreadableToken } from './rules/unreadableToken.ts';
import { vaultTokenAtArm } from './rules/vaultTokenAtArm.ts';
import { wireFailure } from './rules/wireFailure.ts';
import { wrongAudienceArm } from './rules/wrongAudienceArm.ts';
import { wrongAudienceGraph } from './rules/wrongAudienceGraph.ts';
import { wrongAudienceOther } from './rules/wrongAudienceOther.ts';
import { wrongAudienceSpnPrefix } from './rules/wrongAudienceSpnPrefix.ts';
import { wrongAudienceTrailingSlash } from './rules/wrongAudienceTrailingSlash.ts';
import { wrongAudienceVaultHost } from './rules/wrongAudienceVaultHost.ts';
import { wrongCloud } from './rules/wrongCloud.ts';
import { wrongTenant } from './rules/wrongTenant.ts';
import { wrongVaultHost } from './rules/wrongVaultHost.ts';

/** All rules in the deciding order: what comes first outranks what comes after it. */
export const ruleOrder: readonly Rule[] = [
  // An answer or a failure that is not the service’s own.
  foreignAnswer,
  notJsonAnswer,
  // Nothing was sent, or the client refused to go on.
  challengeResourceMismatch,
  challengeUnusable,
  authorityNotAllowed,
  tenantNotAllowedByCredential,
  noCachedToken,
  httpNotHttps,
  // Names and connections.
  privatelinkHostInUrl,
  dnsVaultNotFound,
  imdsWrongEndpoint,
  imdsUnreachable,
  proxyOrTlsInterception,
  // The token request: its number decides, although a 401 of the vault stands before it.
  clientSecretInvalid,
  clientSecretExpired,
  clientCertificateNotRegistered,
  clockSkew,
  assertionExpired,
  federatedCredentialMismatch,
  appNotInTenant,
  tenantNotFound,
  resourcePrincipalNotFound,
  consentMissing,
  mfaRequired,
  conditionalAccessBlocked,
  refreshTokenExpired,
  personalAccount,
  tokenAnswerUnusable,
  // The source of the credential.
  managedIdentityNotAssigned,
  managedIdentityAmbiguous,
  credentialChainExhausted,
  // Authorization: what was looked up besides comes before the group that shares the text.
  denyAssignment,
  rbacArmPath,
  privateLinkNotApproved,
  controlPlaneDenied,
  credentialChainWrongIdentity,
  permissionModelMismatch,
  pimNotActive,
  rbacControlPlaneRoleOnly,
  rbacNotEffectiveYet,
  rbacRoleMissing,
  accessPolicyOboRequired,
  accessPolicyWrongObjectId,
  accessPolicyMissing,
  mhsmLocalRbac,
  hsmApiOnVault,
  keyOpNotPermitted,
  platformReferenceDenied,
  // The network rules of the vault.
  privateDnsMisconfigured,
  firewallNotATrustedService,
  firewallIpNotAllowed,
  publicAccessDisabled,
  // Objects, limits, service.
  secretDisabled,
  keyExpiredOrNotYetValid,
  objectNotFound,
  softDeletedConflict,
  recoverInProgress,
  apiVersionUnsupported,
  throttled,
  malformedRequestPath,
  serviceTransientError,
  // The token that the vault turned down, in the order in which it checks.
  unreadableToken,
  signingKeyUnresolved,
  caeClaimsChallenge,
  wrongCloud,
  wrongAudienceTrailingSlash,
  wrongAudienceVaultHost,
  wrongAudienceSpnPrefix,
  wrongAudienceGraph,
  wrongAudienceArm,
  vaultTokenAtArm,
  wrongAudienceOther,
  wrongVaultHost,
  wrongTenant,
  expiredToken,
  notYetValidToken,
  // What is left.
  missingChallenge,
  credentialUnavailable,
  missingToken,
  wireFailure,
  redirectAnswer,
  benignChallenge,
];

/** Those that have something to say when the deciding answer is good and nothing is odd about it; all others are silent then. */
export const rulesOfGoodAnswers: readonly Rule[] = [foreignAnswer, notJsonAnswer, imdsWrongEndpoint, caeClaimsChallenge, benignChallenge];
