import { readSignals } from '../../diagnosis/readSignals.ts';
import type { EmbeddedVaultControl, EmbeddedVaultInfo } from '../../model/embeddedVault.ts';
import type { Run } from '../../model/run.ts';
import { noChanges } from '../../model/tokenChanges.ts';
import type { MatrixCase, MatrixRow } from './matrixCase.ts';

/** What the matrix needs of the machine. */
export interface MatrixPorts {
  readonly info: EmbeddedVaultInfo;
  readonly control: EmbeddedVaultControl;
  /** Sends one request block to the embedded vault with fresh caches. */
  readonly send: (text: string, variables: Readonly<Record<string, string>>) => Promise<Run>;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Runs the cases one after another against a running embedded vault and tells of each row as it comes. Afterwards no scenario and no
 * fault is on. Stops early when the signal fires.
 */
export async function runMatrix(
  cases: readonly MatrixCase[],
  ports: MatrixPorts,
  onRow: (row: MatrixRow) => void,
  signal: AbortSignal,
): Promise<readonly MatrixRow[]> {
  const rows: MatrixRow[] = [];
  try {
    for (const each of cases) {
      if (signal.aborted) break;
      const row = await runCase(each, ports);
      rows.push(row);
      onRow(row);
    }
  } finally {
    await ports.control.setFault(null);
    await ports.control.setScenario('normal');
  }
  return rows;
}

async function runCase(each: MatrixCase, { info, control, send, now }: MatrixPorts): Promise<MatrixRow> {
  await control.setScenario(each.scenario ?? 'normal');
  await control.setFault(each.fault ?? null);
  const token = each.token === undefined ? '' : await control.mint({ ...noChanges, ...each.token(Math.floor(now() / 1000)) });
  const run = await send(each.text, { token, vaultId: info.vaultResourceId ?? '', management: info.managementUrl ?? '' });
  const cause = run.findings[0]?.cause ?? null;
  const { status, code } = lastAnswer(run);
  return {
    ...{ group: each.group, name: each.name, status, code, cause },
    ...{ expectedStatus: each.status, expectedCause: each.cause, ok: status === each.status && cause === each.cause },
  };
}

const utf8 = new TextDecoder();

/** Status and code of the last call: what decided how the run ended. */
function lastAnswer({ trace }: Run): { readonly status: number | null; readonly code: string | null } {
  const last = trace.entries.findLast(entry => entry.kind === 'exchange')?.exchange.outcome;
  if (last?.kind === 'failed') return { status: null, code: last.failure.code };
  if (last?.kind !== 'response') return { status: null, code: null };
  const { status, body } = last.response;
  return { status, code: status < 400 ? null : codeOf(utf8.decode(body.bytes)) };
}

/** The code that says most: a number of the service, else the innermost code. */
function codeOf(body: string): string | null {
  const codes = [...readSignals(body).codes];
  return (
    codes.find(code => /^(?:AKV|AADSTS|S2S|IDX)\d+$/.test(code)) ??
    codes.find(code => /^ForbiddenBy|Disabled$|IsBeing|ButRecoverable/.test(code)) ??
    codes[0] ??
    null
  );
}
