const cryptoUser = [
  ...['keys/read', 'keys/update/action', 'keys/backup/action', 'keys/encrypt/action', 'keys/decrypt/action'],
  ...['keys/wrap/action', 'keys/unwrap/action', 'keys/sign/action', 'keys/verify/action'],
];

/** Built-in roles: their ids, and their data actions after `Microsoft.KeyVault/vaults/`; `*` stands for any rest. */
export const roles = {
  'Key Vault Administrator': { id: '00482a5a-887f-4fb3-b363-3b7fe8e74483', dataActions: ['*'] },
  'Key Vault Reader': { id: '21090545-7ca7-4776-b22c-e363652d74d2', dataActions: ['*/read', 'secrets/readMetadata/action'] },
  'Key Vault Secrets Officer': { id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', dataActions: ['secrets/*'] },
  'Key Vault Secrets User': {
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    dataActions: ['secrets/getSecret/action', 'secrets/readMetadata/action'],
  },
  'Key Vault Crypto Officer': { id: '14b46e9e-c2b7-41b4-b07b-48a6ebf60603', dataActions: ['keys/*', 'keyrotationpolicies/*'] },
  'Key Vault Crypto User': { id: '12338af0-0e69-4776-bea7-57ae8d297424', dataActions: cryptoUser },
  'Key Vault Crypto Service Encryption User': {
    id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
    dataActions: ['keys/read', 'keys/wrap/action', 'keys/unwrap/action'],
  },
  'Key Vault Crypto Service Release User': { id: '08bbd89e-9f13-488c-ac41-acfcb10c90ab', dataActions: ['keys/release/action'] },
  'Key Vault Certificates Officer': {
    id: 'a4417e6f-fecd-4de8-b567-7b0420556985',
    dataActions: ['certificates/*', 'certificatecas/*', 'certificatecontacts/write'],
  },
  'Key Vault Certificate User': {
    id: 'db79e9a7-68ee-4b58-9aeb-b90e7c24fcba',
    dataActions: ['certificates/read', 'secrets/getSecret/action', 'secrets/readMetadata/action', 'keys/read'],
  },
  // Roles of the management plane alone: the usual "I am Owner and get 403".
  'Key Vault Contributor': { id: 'f25e0fa2-a7c8-4377-a976-54943a77a395', dataActions: [] },
  Owner: { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', dataActions: [] },
  Contributor: { id: 'b24988ac-6180-42a0-ab88-20f7382dd24c', dataActions: [] },
  Reader: { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', dataActions: [] },
} as const satisfies Record<string, { readonly id: string; readonly dataActions: readonly string[] }>;

export type RoleName = keyof typeof roles;

export const roleNames = Object.keys(roles) as readonly RoleName[];

/** Documented: who may read an asymmetric key may do with it what needs the public half alone. A vault has no others. */
const withPublicKey: ReadonlySet<string> = new Set(['keys/encrypt/action', 'keys/wrap/action', 'keys/verify/action']);

export function roleAllows(role: RoleName, action: string): boolean {
  return roles[role].dataActions.some(pattern => matches(pattern, action) || (withPublicKey.has(action) && matches(pattern, 'keys/read')));
}

function matches(pattern: string, action: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === action;
  return action.startsWith(pattern.slice(0, star)) && action.endsWith(pattern.slice(star + 1));
}
