import { didYouMean } from '../language/closestWord.ts';
import type { VaultConfig } from '../model/vault.ts';
import type { VariableScope } from './variableScope.ts';

interface Environment {
  readonly environment: Readonly<Record<string, string>>;
}

/** What to do about a variable without a value. To look for the name that was meant takes time: each name is looked for once. */
export function unsetMessages(scope: VariableScope, facts: Environment): (name: string) => string {
  const told = new Map<string, string>();
  return name => {
    const message = told.get(name) ?? unsetMessage(name, scope, facts);
    told.set(name, message);
    return message;
  };
}

function unsetMessage(name: string, scope: VariableScope, { environment }: Environment): string {
  const shown = name.slice(0, 60);
  const known = [...scope.variableNames, ...Object.keys(environment), ...scope.requestNames];
  const [request] = name.split(/[.[]/);
  if (/\.(?:response|request|token|challenge|calls)\b/.test(name)) {
    return unknownRequestMessage(request ?? '', scope);
  }
  const remedy = /^[^\s=:]+$/.test(name)
    ? `Add "@${shown} = value" above the request, "# @prompt ${shown}" to it, or the value to kvhttp.environments.`
    : 'Scripts are not run here: use a plain variable, or write "\\{\\{" for the braces themselves.';
  return `"${shown}" is not set. ${remedy}${didYouMean(name, known)}`;
}

/** Said where the files that may hold the value are not read. */
export function unreadMessage(name: string): string {
  return `"${name.slice(0, 60)}" is not set in this file. Environment files are read in a trusted workspace only.`;
}

export function unknownRequestMessage(name: string, scope: VariableScope): string {
  return `No request here has the name "${name.slice(0, 60)}". Name it with "# @name".${didYouMean(name, scope.requestNames)}`;
}

/** A variable may be defined through so many others, one behind the other. It bounds the stack. */
export const maxVariableDepth = 100;

export function tooDeepMessage(name: string): string {
  return `"${name.slice(0, 60)}" is defined through more than ${maxVariableDepth} other variables. Give one of them a value of its own.`;
}

export function cyclicMessage(name: string): string {
  return `"${name.slice(0, 60)}" is defined through itself. Give one of the variables a value of its own.`;
}

export function unknownVaultMessage(name: string, vaults: readonly VaultConfig[]): string {
  const names = vaults.map(vault => vault.name);
  const known = names.length === 0 ? 'No vault is configured yet' : `Known vaults: ${names.slice(0, 20).join(', ')}`;
  return `No vault has the name "${name.slice(0, 60)}". ${known}. Add it with "Key Vault: Add Vault" or the setting kvhttp.vaults.${didYouMean(name, names)}`;
}
