import type { Verdict } from '../../core/model/finding.ts';
import type { Translate } from '../../core/model/translate.ts';
import type { VaultConfig } from '../../core/model/vault.ts';
import type { VaultFacts } from '../../protocol/engine.ts';
import { commands, type VaultRef } from '../commands.ts';
import type { SettingProblem } from '../settings/settingProblem.ts';
import type { TreeLine } from '../treeLine.ts';

export type EmbeddedState = 'stopped' | 'starting' | 'running';

/** How the last request to a vault ended; holds no header, body or token. */
export interface LastAnswer {
  readonly verdict: Verdict;
  /** As the panel's headline: "403: no role for secrets". */
  readonly headline: string;
  /** What the challenge asks for, where the request was sent to hear it. */
  readonly asks: { readonly tenant: string | null; readonly resource: string } | null;
}

/** Everything that the vaults view shows, gathered before it is drawn. */
export interface VaultTreeFacts {
  readonly vaults: readonly VaultConfig[];
  readonly problems: readonly SettingProblem[];
  readonly facts: readonly VaultFacts[];
  readonly lastAnswers: ReadonlyMap<string, LastAnswer>;
  readonly embedded: EmbeddedState;
  /** Name and URL of the embedded vault. */
  readonly sample: { readonly name: string; readonly url: string };
  /** Why the engine could not be asked; null where it answered. */
  readonly engineFault: string | null;
  /** Epoch seconds. */
  readonly now: number;
}

/** A vault, or something about the view as a whole. Words of its `contextValue`: configured, embedded, running, stopped, known, problem. */
export interface VaultNode extends VaultRef, TreeLine {
  readonly kind: 'vault' | 'remark';
}

/** The lines of the view; empty (and then the welcome text shows) where there is nothing but the stopped embedded vault. */
export function vaultTree(facts: VaultTreeFacts, t: Translate): readonly VaultNode[] {
  const nothing = facts.vaults.length === 0 && facts.problems.length === 0 && facts.embedded === 'stopped' && facts.engineFault === null;
  if (nothing) return [];
  return [
    ...(facts.engineFault === null ? [] : [faultNode(facts.engineFault, t)]),
    ...facts.problems.map((problem, index) => problemNode(problem, index, t)),
    ...facts.vaults.map(vault => configuredNode(vault, facts, t)),
    embeddedNode(facts, t),
  ];
}

function configuredNode(vault: VaultConfig, facts: VaultTreeFacts, t: Translate): VaultNode {
  const state = stateOf(vault.name, facts, t);
  const failed = facts.lastAnswers.get(vault.name)?.verdict === 'failure';
  return {
    kind: 'vault',
    id: `vault:${vault.name}`,
    vault: vault.name,
    label: vault.name,
    description: state.short,
    tooltip: [vault.name, vault.url, t('Credential: {0}', vault.credential), ...state.long].join('\n'),
    contextValue: `vault configured${state.known}`,
    icon: failed ? 'warning' : 'key',
    iconColor: failed ? 'list.warningForeground' : null,
    ariaLabel: t('Vault {0}, {1}', vault.name, state.short),
    opens: true,
    command: null,
  };
}

function embeddedNode(facts: VaultTreeFacts, t: Translate): VaultNode {
  const { name, url } = facts.sample;
  const words = { stopped: t('embedded, stopped'), starting: t('embedded, starting…'), running: t('embedded, running') };
  const state = stateOf(name, facts, t);
  const running = facts.embedded === 'running';
  return {
    kind: 'vault',
    id: 'embedded',
    vault: name,
    label: t('Sample vault'),
    description: words[facts.embedded],
    tooltip: [
      t('Sample vault, inside this extension; requests name it with # @vault {0}', name),
      url,
      ...(running ? state.long : [t('It starts by itself when a request needs it.')]),
    ].join('\n'),
    contextValue: `vault embedded ${facts.embedded}${state.known}`,
    icon: running ? 'vm-running' : 'vm-outline',
    iconColor: null,
    ariaLabel: t('Sample vault, {0}', words[facts.embedded]),
    // Drawing what is below it asks for it: a stopped one would start again by itself.
    opens: running,
    command: null,
  };
}

function problemNode(problem: SettingProblem, index: number, t: Translate): VaultNode {
  const where = problem.entry === null ? `kvhttp.${problem.setting}` : `kvhttp.${problem.setting}: ${problem.entry}`;
  return {
    kind: 'remark',
    id: `problem:${index}:${where}`,
    vault: '',
    label: where,
    description: problem.message,
    tooltip: [where, problem.message, t('Select to open the settings.')].join('\n'),
    contextValue: 'problem',
    icon: 'error',
    iconColor: 'list.errorForeground',
    ariaLabel: t('Problem in setting {0}: {1}', where, problem.message),
    opens: false,
    command: { id: 'workbench.action.openSettings', args: [`kvhttp.${problem.setting}`] },
  };
}

function faultNode(fault: string, t: Translate): VaultNode {
  return {
    kind: 'remark',
    id: 'fault',
    vault: '',
    label: t('Retry'),
    description: fault,
    tooltip: t('The state of the vaults could not be read: {0}\nSelect to try again.', fault),
    contextValue: 'fault',
    icon: 'refresh',
    iconColor: 'list.errorForeground',
    ariaLabel: t('The state of the vaults could not be read. Select to try again.'),
    opens: false,
    command: { id: commands.refreshVaults, args: [] },
  };
}

interface VaultState {
  readonly short: string;
  readonly long: readonly string[];
  /** Words for menus: what there is to show or to forget. */
  readonly known: string;
}

function stateOf(name: string, facts: VaultTreeFacts, t: Translate): VaultState {
  const known = facts.facts.find(each => each.vault === name);
  const last = facts.lastAnswers.get(name);
  const parts: string[] = [];
  const long: string[] = [];
  const challenge = known?.tenant ? known : last?.asks;
  if (challenge) {
    parts.push(challenge.tenant === null ? t('challenge known') : t('tenant {0}', shortened(challenge.tenant)));
    long.push(t('Challenge: tenant {0}, resource {1}', challenge.tenant ?? '-', challenge.resource ?? '-'));
  }
  if (known?.tokenAudience) {
    const left = remaining(known.tokenExpiresAt, facts.now, t);
    parts.push(t('token {0}', left));
    long.push(t('Token: audience {0}, {1}', known.tokenAudience, left));
  }
  if (last !== undefined) {
    long.push(t('Last answer: {0}', last.headline));
    if (last.verdict === 'failure') return { short: last.headline, long, known: knownOf(known) };
  }
  if (parts.length === 0) parts.push(last?.headline ?? t('never contacted'));
  if (long.length === 0) long.push(t('Never contacted in this session.'));
  return { short: parts.join(' · '), long, known: knownOf(known) };
}

function knownOf(facts: VaultFacts | undefined): string {
  return `${facts?.resource ? ' challenged' : ''}${facts?.tokenAudience ? ' tokened' : ''}`;
}

/** Minutes that a token is still good for, by the clock of this machine. */
function remaining(expiresAt: number | null, now: number, t: Translate): string {
  if (expiresAt === null) return t('without expiry');
  const seconds = expiresAt - now;
  if (seconds <= 0) return t('expired');
  return seconds < 60 ? t('under a minute') : t('{0} min', Math.floor(seconds / 60));
}

function shortened(tenant: string): string {
  return tenant.length > 9 ? `${tenant.slice(0, 4)}…` : tenant;
}
