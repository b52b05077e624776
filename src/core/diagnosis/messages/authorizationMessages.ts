import type { Message } from './message.ts';

const assignRole =
  'az role assignment create --role "{role|Key Vault Secrets User}" --assignee-object-id {caller.oid|<object-id>} --scope $(az keyvault show --name {vault|<vault>} --query id -o tsv)';
const setPolicy =
  'az keyvault set-policy --name {vault|<vault>} --object-id {caller.oid|<object-id>} {policy.option|--secret-permissions <permission> (or --key-permissions, --certificate-permissions)}';

export const authorizationMessages = {
  'access-policy-missing': {
    title: 'No access policy of the vault allows this',
    explanation:
      'The vault uses access policies, knows the caller (oid {caller.oid|in the message}), and finds no entry with {permission|the needed permission}. The same text comes when the policy names the wrong id or another identity than meant called.',
    fix: `1. ${setPolicy}\n2. Compare first: az keyvault show --name {vault|<vault>} --query properties.accessPolicies[].objectId -o tsv must hold {caller.oid|the caller’s object id}, not the application id.\n3. Portal: vault > Access policies > Create.`,
    links: ['accessPolicy', 'errorCodes'],
  },
  'access-policy-wrong-object-id': {
    title: 'The access policy names the application’s id instead of its object id',
    explanation:
      'A policy entry holds {policy.objectId|the application id}. Policies work with the object id of the service principal (oid {caller.oid|in the token}), which is another number than the application’s.',
    fix: `1. Find the right id: az ad sp show --id {caller.appid|<client-id>} --query id -o tsv\n2. ${setPolicy}\n3. Remove the wrong entry: az keyvault delete-policy --name {vault|<vault>} --object-id {policy.objectId|<wrong-id>}`,
    links: ['accessPolicy'],
  },
  'access-policy-obo-required': {
    title: 'The access policy asks for a user through an authorized application',
    explanation:
      'The policy entry has an authorized application (compound identity): it allows only a user’s call made through that application (on-behalf-of), not the application alone.',
    fix: '1. Remove the authorized application: az keyvault delete-policy --name {vault|<vault>} --object-id {caller.oid|<object-id>} [--application-id <id>], then set the policy again without it.\n2. Or call with a token got by the on-behalf-of flow.',
    links: ['accessPolicy'],
  },
  'rbac-role-missing': {
    title: 'No role allows this on the vault',
    explanation:
      'The vault uses Azure RBAC, knows the caller (oid {caller.oid|in the message}), and found no assignment with {action|the needed data action}. The same text comes from a role that manages the vault only, from an assignment that is not in force yet, and from an eligible role that was not activated.',
    fix: `1. See the roles: az role assignment list --assignee {caller.oid|<object-id>} --scope $(az keyvault show --name {vault|<vault>} --query id -o tsv) --include-inherited --include-groups -o table\n2. Without "{role|a data role}" or stronger: ${assignRole}\n3. With it: wait up to ten minutes, then call again with a new token; for an eligible role, activate it in Privileged Identity Management.`,
    links: ['rbac', 'rbacTrouble', 'errorCodes'],
  },
  'rbac-control-plane-role-only': {
    title: 'The caller’s roles manage the vault, but do not read what is in it',
    explanation:
      'The caller has {roles|roles of the management plane}. Owner, Contributor and Key Vault Contributor hold no data actions: {action|this call} needs a data role.',
    fix: `1. ${assignRole}\n2. Call again with a new token after some minutes.`,
    links: ['rbac'],
  },
  'rbac-not-effective-yet': {
    title: 'The role is assigned, but the vault does not see it yet',
    explanation:
      'The caller has {roles|a data role}, and the vault’s answer still says that none was found. New assignments take up to ten minutes; a new group membership needs a new token.',
    fix: '1. Wait, then call with a fresh token (# @token fresh, or restart the program; az logout and az login for group changes).\n2. If it stays, check that the role has {action|this action} and that the scope is this vault.',
    links: ['rbacTrouble', 'rbac'],
  },
  'permission-model-mismatch': {
    title: 'Access was granted in the model that the vault does not use',
    explanation:
      'The vault decides by {model|its own permission model}; the grant was made as {granted|the other one}. Only one of the two counts at a time.',
    fix: `1. See the model: az keyvault show --name {vault|<vault>} --query properties.enableRbacAuthorization\n2. true: ${assignRole}\n3. false: ${setPolicy}`,
    links: ['rbacMigration', 'rbac', 'accessPolicy'],
  },
  'rbac-arm-path': {
    title: 'The object was reached through Azure Resource Manager, which always checks roles',
    explanation:
      'The call went to {request.host|management.azure.com}. Keys and secrets as ARM resources are checked by RBAC, whatever model the vault uses for its own endpoint; access policies do not count there.',
    fix: '1. Call the vault itself: https://{vault|<vault>}.vault.azure.net/…\n2. Or assign a role with {action|the action in the message} on the vault.',
    links: ['rbac'],
  },
  'mhsm-local-rbac': {
    title: 'The managed HSM’s own role is missing',
    explanation:
      'A managed HSM has local roles, which Azure roles and access policies do not replace. The caller (oid {caller.oid|in the token}) has none with {action|this action}.',
    fix: '1. az keyvault role assignment create --hsm-name <hsm> --role "Managed HSM Crypto User" --assignee {caller.oid|<object-id>} --scope /keys\n2. Role assignments themselves need "Managed HSM Policy Administrator" or "Managed HSM Administrator".',
    links: ['hsm', 'hsmRoles'],
  },
  'hsm-api-on-vault': {
    title: 'An operation of managed HSM was called on a vault',
    explanation: '{request.url|The path} exists on a managed HSM only. A vault’s role assignments are made through Azure Resource Manager.',
    fix: '1. For a vault: az role assignment create --scope <vault resource id> …\n2. For a managed HSM, call https://<name>.managedhsm.azure.net.',
    links: ['hsm', 'rbac'],
  },
  'key-op-not-permitted': {
    title: 'The key itself forbids this operation',
    explanation: 'The caller may use the key, but its key_ops do not list this operation (KeyOperationForbidden).',
    fix: '1. See them: az keyvault key show --vault-name <vault> --name <key> --query key.keyOps\n2. Allow it: az keyvault key set-attributes --vault-name <vault> --name <key> --ops encrypt decrypt sign verify wrapKey unwrapKey',
    links: ['keys'],
  },
  'control-plane-denied': {
    title: 'A call to the management plane or the directory was refused',
    explanation:
      'Not the vault refused, but Azure Resource Manager or Entra ID ({code|no permission}) {action|}: a tool tried to read or change a resource, a policy or an application.',
    fix: '1. Find who ran it and give the role for that action at that scope: az role assignment create --assignee <id> --role <role> --scope <resource id>\n2. Authorization_RequestDenied comes from the directory: the caller needs a directory role or Graph permission.\n3. For access to secrets alone, none of these is needed: skip the step that writes policies.',
    links: ['rbacTrouble'],
  },
  'platform-reference-denied': {
    title: 'The platform’s reference to the vault was refused, and its reason is hidden',
    explanation:
      'App Service or Functions could not resolve a Key Vault reference and shows only its own word ({code|AccessToKeyVaultDenied}). The vault’s real answer stands in its audit log.',
    fix: '1. Portal: vault > Logs: find the site’s call (AzureDiagnostics or AZKVAuditLogs) and explain that row.\n2. See which identity the site uses, and check its role or policy: az webapp show -g <group> -n <site> --query keyVaultReferenceIdentity\n3. Check the vault’s firewall for the site’s outbound way: vnetRouteAllEnabled, private endpoint.',
    links: ['appServiceReferences', 'logging'],
  },
  'deny-assignment': {
    title: 'A deny assignment forbids this',
    explanation:
      'Deny assignment {denyAssignment|named in the message} beats every role. Managed applications, deployment stacks and blueprints make them.',
    fix: '1. Portal: vault > Access control (IAM) > Deny assignments.\n2. Change what made it (stack, managed application, blueprint); it cannot be removed by hand.',
    links: ['deny'],
  },
  'pim-not-active': {
    title: 'The role is eligible, but not activated',
    explanation:
      'The caller is eligible for {roles|a data role} in Privileged Identity Management. Until it is activated, it counts for nothing.',
    fix: '1. Portal: Privileged Identity Management > My roles > Azure resources > Activate.\n2. Then call with a fresh token.',
    links: ['pim'],
  },
} as const satisfies Record<string, Message>;
