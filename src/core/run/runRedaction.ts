import type { Run } from '../model/run.ts';
import type { Secret } from '../model/secret.ts';
import type { Trace, TraceEvent } from '../model/trace.ts';
import { appendEvent, foldTrace } from '../timeline/foldTrace.ts';
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
 * Makes one run fit to leave the engine: its events one by one while it goes on, in the end all of it. When a secret comes to light, the events
 * before it are made anew with the next one: there is time then, since a run goes on by waiting for an answer.
 */
export class RunRedaction {
  /** What has to be removed. */
  readonly secrets: Secret[] = [];
  /** Whether the contents of this run may be seen at all (`@no-log`). */
  noLog = false;
  readonly #redactorOf: (secrets: readonly Secret[]) => TextRedactor;
  #events: ShownEvent[] = [];
  /** What the shown events tell. */
  #trace: Trace | undefined;
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
    this.#renew(redact);
    const shown = this.#shown(raw, redact);
    this.#events.push({ raw, shown, redact });
    this.#trace = this.#trace === undefined ? foldTrace([shown]) : appendEvent(this.#trace, shown);
    return shown;
  }

  /** @param run whose events have all been here */
  run(run: Run): Run {
    const redact = this.#redactor();
    this.#renew(redact);
    if (this.#trace === undefined) throw new Error('a run has events');
    return redactRun(this.noLog ? withholdRun(run) : run, this.#trace, redact, this.#redactorOf);
  }

  /** A secret came to light after some events: they are redacted again, from what they were. */
  #renew(redact: TextRedactor): void {
    if (this.#events.every(one => one.redact === redact)) return;
    this.#events = this.#events.map(one => (one.redact === redact ? one : { ...one, shown: this.#shown(one.raw, redact), redact }));
    this.#trace = foldTrace(this.#events.map(({ shown }) => shown));
  }

  #shown(raw: TraceEvent, redact: TextRedactor): TraceEvent {
    return redactEvent(this.noLog ? withholdEvent(raw) : raw, redact);
  }

  #redactor(): TextRedactor {
    this.#redact ??= this.#redactorOf(this.secrets);
    return this.#redact;
  }
}
