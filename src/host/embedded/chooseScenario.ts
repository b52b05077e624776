import * as vscode from 'vscode';
import { type ScenarioName, scenarioNames } from '../../core/model/embeddedVault.ts';

const t = vscode.l10n.t;

/** What each scenario lets a client meet. */
const descriptions = (): Readonly<Record<ScenarioName, string>> => ({
  normal: t('a vault that does what it should'),
  'expired-token': t('tokens are out of date when they arrive'),
  'not-yet-valid-token': t('tokens are for later'),
  'trailing-slash': t('the audience has one slash too many'),
  'management-audience': t('tokens are for the management plane'),
  'other-tenant': t('tokens come from another tenant'),
  'no-role': t('nobody has a role on the vault'),
  'role-not-effective-yet': t('the role was given a moment ago'),
  'no-access-policy': t('the vault uses access policies and has none'),
  firewall: t('the firewall does not know this address'),
  'private-link-only': t('public network access is disabled'),
  'disabled-secret': t('db-password is disabled'),
  'soft-deleted-name': t('db-password is deleted and can be recovered'),
  throttled: t('too many requests'),
  'clock-skew-ahead': t('the vault’s clock is ten minutes ahead'),
  'clock-skew-behind': t('the vault’s clock is ten minutes behind'),
  'slow-token-endpoint': t('tokens take five seconds'),
  'app-secret-expired': t('the client secret has expired'),
  'conditional-access': t('a policy blocks the sign-in'),
  'cae-revoke': t('the vault wants a token with more claims'),
  'proxy-page': t('a network wants a sign-in first'),
});

/** Asks which scenario the embedded vault shall play; undefined when the question was dismissed. */
export async function chooseScenario(): Promise<ScenarioName | undefined> {
  const texts = descriptions();
  const items = scenarioNames.map(label => ({ label, description: texts[label] }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: t('What shall the embedded vault play?'),
    matchOnDescription: true,
  });
  return chosen?.label;
}
