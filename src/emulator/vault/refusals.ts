import { type Answer, jsonAnswer } from '../http/answer.ts';
import { sampleLocation, sampleVaultName } from '../sampleIdentity.ts';

/** The service's error body. `inner` becomes `innererror.code`. */
export function refuse(status: number, code: string, message: string, inner?: string): Answer {
  return jsonAnswer(status, { error: { code, message, ...(inner === undefined ? {} : { innererror: { code: inner } }) } });
}

export const badParameter = (message: string): Answer => refuse(400, 'BadParameter', message);

/** @unverified The service names the property; whether in these words for each of them is not known. */
export const invalidText = (property: string, value?: string): string =>
  `Property ${property} has invalid value${value === undefined ? '' : ` ${value}`}`;
export const invalidProperty = (property: string): Answer => badParameter(invalidText(property));

/** @unverified */
export const notJson = badParameter('The request body is not a valid JSON object.');

/** Kinds of objects as the service's sentences call them. */
export type ObjectWord = 'Secret' | 'Key' | 'Certificate';

export function notFound(word: ObjectWord, id: string): Answer {
  const kind = word.toLowerCase();
  const message =
    `A ${kind} with (name/id) ${id} was not found in this key vault. ` +
    `If you recently deleted this ${kind} you may be able to recover it using the correct recovery command. ` +
    'For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182';
  return refuse(404, `${word}NotFound`, message);
}

export const deletedNotFound = (word: ObjectWord, name: string): Answer =>
  refuse(404, `${word}NotFound`, `Deleted ${word} not found: ${name}`);

export const deletedButRecoverable = (word: ObjectWord, name: string): Answer =>
  refuse(
    409,
    'Conflict',
    `${word} ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the ${word.toLowerCase()} can only be recovered or purged.`,
    'ObjectIsDeletedButRecoverable',
  );

export const purgeProtected = refuse(
  403,
  'Forbidden',
  `Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.\r\nVault: ${sampleVaultName};location=${sampleLocation}`,
);

export const beingDeleted = (word: ObjectWord): Answer =>
  refuse(409, 'Conflict', `${word} is currently being deleted.`, 'ObjectIsBeingDeleted');

export const beingRecovered = (word: ObjectWord, name: string): Answer =>
  refuse(409, 'Conflict', `${word} ${name} is currently being recovered and cannot be re-created; retry later.`, 'ObjectIsBeingRecovered');

/** @unverified No answer of this kind was found. */
export const managedByCertificate = (word: ObjectWord, operation: string): Answer =>
  refuse(
    403,
    'Forbidden',
    `Operation ${operation} is not allowed on a ${word.toLowerCase()} that is managed by a certificate.`,
    'ManagedObject',
  );

export const disabled = (word: ObjectWord, operation: string): Answer =>
  refuse(403, 'Forbidden', `Operation ${operation} is not allowed on a disabled ${word.toLowerCase()}.`, `${word}Disabled`);
