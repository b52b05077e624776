/** A built-in local role; its data actions stand after `Microsoft.KeyVault/managedHsm/`. */
interface BuiltInRole {
  readonly id: string;
  readonly roleName: string;
  readonly dataActions: readonly string[];
}

const administerRoles = [
  ...['roleAssignments/delete/action', 'roleAssignments/read/action', 'roleAssignments/write/action'],
  ...['roleDefinitions/read/action', 'roleDefinitions/write/action', 'roleDefinitions/delete/action'],
];

const useKeys = ['encrypt', 'decrypt', 'wrap', 'unwrap', 'sign', 'verify'].map(use => `keys/${use}/action`);

/** Names, ids and actions as a managed HSM lists them (recorded 2022). */
export const builtInRoles = {
  administrator: {
    id: 'a290e904-7015-4bba-90c8-60543313cdb4',
    roleName: 'Managed HSM Administrator',
    dataActions: [
      ...administerRoles,
      ...['securitydomain/download/action', 'securitydomain/download/read', 'securitydomain/upload/action', 'securitydomain/upload/read'],
      ...[
        'securitydomain/transferkey/read',
        'backup/start/action',
        'restore/start/action',
        'backup/status/action',
        'restore/status/action',
      ],
      // Documented: settings are the administrator's. @unverified How their actions are called.
      ...['settings/read/action', 'settings/write/action'],
    ],
  },
  cryptoOfficer: {
    id: '515eb02d-2335-4d2d-92f2-b1cbdf9c3778',
    roleName: 'Managed HSM Crypto Officer',
    dataActions: [
      ...administerRoles,
      ...['keys/deletedKeys/read/action', 'keys/deletedKeys/delete', 'keys/deletedKeys/recover/action', 'keys/export/action'],
    ],
  },
  cryptoUser: {
    id: '21dbd100-6940-42c2-9190-5d6cb909625b',
    roleName: 'Managed HSM Crypto User',
    dataActions: [
      ...['roleDefinitions/read/action', 'roleAssignments/read/action', 'keys/read/action', 'keys/write/action', 'keys/delete'],
      ...['keys/create', 'keys/rotate/action', 'keys/import/action', 'keys/release/action', 'keys/backup/action', 'keys/restore/action'],
      ...useKeys,
      ...['keys/derive/action', 'rng/action'],
    ],
  },
  policyAdministrator: {
    id: '4bd23610-cdcf-4971-bdee-bdc562cc28e4',
    roleName: 'Managed HSM Policy Administrator',
    dataActions: administerRoles,
  },
  cryptoAuditor: {
    id: '2c18b078-7c48-4d3a-af88-5a3a1b3f82b3',
    roleName: 'Managed HSM Crypto Auditor',
    dataActions: ['roleAssignments/read/action', 'roleDefinitions/read/action', 'keys/read/action', 'keys/deletedKeys/read/action'],
  },
  serviceEncryptionUser: {
    id: '33413926-3206-4cdd-b39a-83574fe37a17',
    roleName: 'Managed HSM Crypto Service Encryption User',
    dataActions: ['keys/read/action', 'keys/wrap/action', 'keys/unwrap/action'],
  },
  serviceReleaseUser: {
    id: '21dbd100-6940-42c2-9190-5d6cb909625c',
    roleName: 'Managed HSM Crypto Service Release User',
    dataActions: ['keys/release/action'],
  },
  backupUser: {
    id: '7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8',
    roleName: 'Managed HSM Backup User',
    dataActions: ['backup/start/action', 'backup/status/action', 'keys/backup/action'],
  },
  // Documented, but in no recording. @unverified Its actions.
  restore: {
    id: '6efe6056-5259-49d2-8b3d-d3d73544b20b',
    roleName: 'Managed HSM Restore',
    dataActions: ['restore/start/action', 'restore/status/action', 'keys/restore/action'],
  },
} as const satisfies Record<string, BuiltInRole>;
