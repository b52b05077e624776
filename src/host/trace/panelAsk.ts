import type { RunId } from '../../core/model/ids.ts';

/** What the user asks for in the panel and others carry out. */
export type PanelAsk =
  | { readonly kind: 'resend' | 'resendAs' | 'cancel' | 'compare' | 'lookUp' | 'explainHandshake' | 'exportHar'; readonly runId: RunId }
  | { readonly kind: 'copyAs'; readonly runId: RunId; readonly exchange: number | undefined }
  /** `drop`: nobody can see it any more. */
  | { readonly kind: 'matrix'; readonly act: MatrixAct };

export type MatrixAct = 'run' | 'cancel' | 'copy' | 'drop';
