const cryptoUser = [
  ...['keys/read', 'keys/update/action', 'keys/backup/action', 'keys/encrypt/action', 'keys/decrypt/action'],
  ...['keys/wrap/action', 'keys/unwrap/action', 'keys/sign/action', 'keys/verify/action'],
];

/** Built-in roles and their data actions, after `Microsoft.KeyVault/vaults/`; `*` stands for any rest. */
const dataActions = {
  'Key Vault Administrator': ['*'],
  'Key Vault Reader': ['*/read', 'secrets/readMetadata/action'],
  'Key Vault Secrets Officer': ['secrets/*'],
  'Key Vault Secrets User': ['secrets/getSecret/action', 'secrets/readMetadata/action'],
  'Key Vault Crypto Officer': ['keys/*', 'keyrotationpolicies/*'],
  'Key Vault Crypto User': cryptoUser,
  'Key Vault Crypto Service Encryption User': ['keys/read', 'keys/wrap/action', 'keys/unwrap/action'],
  'Key Vault Certificates Officer': ['certificates/*', 'certificatecas/*', 'certificatecontacts/write'],
  'Key Vault Certificate User': ['certificates/read', 'secrets/getSecret/action', 'secrets/readMetadata/action', 'keys/read'],
  // A role of the management plane alone: the usual "I am Contributor and get 403".
  'Key Vault Contributor': [],
} as const satisfies Record<string, readonly string[]>;

export type RoleName = keyof typeof dataActions;

export function roleAllows(role: RoleName, action: string): boolean {
  return dataActions[role].some(pattern => matches(pattern, action));
}

function matches(pattern: string, action: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === action;
  return action.startsWith(pattern.slice(0, star)) && action.endsWith(pattern.slice(star + 1));
}
