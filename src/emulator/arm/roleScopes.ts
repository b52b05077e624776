const vault = 'resourcegroups/{group}/providers/microsoft.keyvault/vaults/{name}/';

/** What roles can be given on, as the beginning of a path below the subscription. */
export const authorizationScopes: readonly string[] = ['', 'resourcegroups/{group}/', vault, `${vault}{kind}/{object}/`];
