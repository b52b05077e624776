import type { Run } from '../model/run.ts';
import type { Secret } from '../model/secret.ts';
import type { TraceEvent } from '../model/trace.ts';
import { foldTrace } from '../timeline/foldTrace.ts';
import type { TextRedactor } from '../token/redactText.ts';
import { redactEvent } from '../token/redactTrace.ts';
import { redactRun } from './redactRun.ts';
import { withholdEvent, withholdRun } from './withholdContent.ts';

interface ShownEvent {
  readonly raw: TraceEvent;
  readonly shown: TraceEvent;
  readonly redact: TextRedactor;
}

/**
 * Makes one run fit to leave the engine: its events one by one while it goes on, in the end all of it. An event that is shown needs no second
 * redaction, unless a secret came to light after it.
 */
export class RunRedaction {
  /** What has to be removed. */
  readonly secrets: Secret[] = [];
  /** Whether the contents of this run may be seen at all (`@no-log`). */
  noLog = false;
  readonly #redactorOf: (secrets: readonly Secret[]) => TextRedactor;
  readonly #events: ShownEvent[] = [];
  #redact: TextRedactor | undefined;

  constructor(redactorOf: (secrets: readonly Secret[]) => TextRedactor) {
    this.#redactorOf = redactorOf;
  }

  /** Later events, and the whole run, are without this. */
  hide(secret: Secret): void {
    if (this.secrets.some(known => known.reveal() === secret.reveal())) return;
    this.secrets.push(secret);
    this.#redact = undefined;
  }

  event(raw: TraceEvent): TraceEvent {
    const redact = this.#redactor();
    const shown = this.#shown(raw, redact);
    this.#events.push({ raw, shown, redact });
    return shown;
  }

  /** @param run whose events have all been here */
  run(run: Run): Run {
    const redact = this.#redactor();
    const events = this.#events.map(one => (one.redact === redact ? one.shown : this.#shown(one.raw, redact)));
    return redactRun(this.noLog ? withholdRun(run) : run, foldTrace(events), redact);
  }

  #shown(raw: TraceEvent, redact: TextRedactor): TraceEvent {
    return redactEvent(this.noLog ? withholdEvent(raw) : raw, redact);
  }

  #redactor(): TextRedactor {
    this.#redact ??= this.#redactorOf(this.secrets);
    return this.#redact;
  }
}
