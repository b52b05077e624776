import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';

export const hsmApiOnVault: Rule = c => {
  const { service, status, url } = c.subject;
  if (service !== 'vault' || status === null || (status !== 404 && status !== 400)) return undefined;
  const path =
    /\/(?:providers\/Microsoft\.Authorization\/)?(roleAssignments|roleDefinitions|settings|rng|backup|prebackup|restore|prerestore|ekm)(?:[/?]|$)/i.exec(
      url ?? '',
    );
  // "/secrets/{name}/backup" is an operation of a vault; only the bare paths belong to a managed HSM.
  const ofObject = /\/(?:secrets|keys|certificates|storage|deleted\w+)\//i.test((url ?? '').slice(0, (path?.index ?? 0) + 1));
  if (path === null || (ofObject && !/Microsoft\.Authorization/i.test(path[0]))) return undefined;
  return prove(c.subject, 'hsm-api-on-vault', [
    ['request.url', url],
    ['status', status],
  ]);
};
