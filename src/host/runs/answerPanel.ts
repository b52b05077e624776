import { assertNever } from '../../core/model/assertNever.ts';
import type { SendCommands } from '../send/sendCommands.ts';
import type { MatrixAct, PanelAsk } from '../trace/panelAsk.ts';
import type { RunCommands } from './runCommands.ts';

export interface PanelDoors {
  readonly sending: SendCommands;
  readonly finished: RunCommands;
  /** Shows the run anew with where its vault's name leads. */
  lookUp(runId: string): Promise<void>;
  /** Opens the text that says why a 401 came first. */
  explainHandshake(runId: string): unknown;
  matrix(act: MatrixAct): unknown;
}

/** Does what a button of the panel asks for. */
export async function answerPanel(ask: PanelAsk, { sending, finished, lookUp, explainHandshake, matrix }: PanelDoors): Promise<void> {
  switch (ask.kind) {
    case 'resend':
      await sending.resend(ask.runId, undefined);
      return;
    case 'resendAs':
      await sending.resendAs(ask.runId);
      return;
    case 'cancel':
      sending.cancel(ask.runId);
      return;
    case 'compare':
      return finished.compare(ask.runId, undefined);
    case 'lookUp':
      return lookUp(ask.runId);
    case 'explainHandshake':
      await explainHandshake(ask.runId);
      return;
    case 'exportHar':
      return finished.exportHar(ask.runId);
    case 'copyAs':
      return finished.copyAs(ask.runId, ask.exchange);
    case 'matrix':
      await matrix(ask.act);
      return;
    default:
      return assertNever(ask);
  }
}
