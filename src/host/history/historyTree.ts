import type { Verdict } from '../../core/model/finding.ts';
import type { Translate } from '../../core/model/translate.ts';
import { commands } from '../commands.ts';
import type { TreeLine } from '../treeLine.ts';
import type { HistoryEntry } from './historyEntry.ts';

/** One run. `run` is what the commands take. */
export interface HistoryNode extends TreeLine {
  readonly run: string;
}

export interface HistoryFacts {
  readonly entries: readonly HistoryEntry[];
  /** Name or address of a run that is still in memory, which may say more than what is kept; undefined where it is gone. */
  titleOf(id: string): string | undefined;
  /** Epoch ms as a time of day, with the date where it is not today's. */
  timeText(at: number): string;
}

const icons: Readonly<Record<Verdict, readonly [string, string | null]>> = {
  expected: ['pass', 'testing.iconPassed'],
  failure: ['error', 'list.errorForeground'],
  unknown: ['circle-outline', null],
};

/** The lines of the history view, newest first. */
export function historyTree({ entries, titleOf, timeText }: HistoryFacts, t: Translate): readonly HistoryNode[] {
  return entries.map(entry => {
    const title = titleOf(entry.id);
    const status = entry.status === null ? t('no answer') : String(entry.status);
    const calls = entry.calls === 1 ? t('1 call') : t('{0} calls', entry.calls);
    const figures = [calls, ...(entry.ms === null ? [] : [t('{0} ms', entry.ms)]), timeText(entry.at)];
    const where = entry.vault ?? entry.host;
    const address = `${entry.method} ${entry.host}${entry.path}`;
    const [icon, iconColor] = icons[entry.verdict];
    const causes = entry.causes.length === 0 ? [] : [t('Causes: {0}', entry.causes.join(', '))];
    const gone = title === undefined ? [t('The trace is no longer in memory. Send the request again to see it.')] : [];
    return {
      id: `run:${entry.id}`,
      run: entry.id,
      label: `${status} ${title ?? entry.path}`,
      description: [where, ...figures].filter(part => part !== '').join(' · '),
      tooltip: [address, t('Flow: {0}', entry.flow), [status, ...figures].join(' · '), ...causes, ...gone].join('\n'),
      contextValue: title === undefined ? 'run gone' : 'run open',
      icon,
      iconColor,
      ariaLabel: [verdictText(entry.verdict, t), status, title ?? address, where, ...figures].join(', '),
      opens: false,
      command: { id: commands.openHistory, args: [{ run: entry.id }] },
    };
  });
}

function verdictText(verdict: Verdict, t: Translate): string {
  return { expected: t('as expected'), failure: t('failure'), unknown: t('ended early') }[verdict];
}
