import { assertNever } from '../../core/model/assertNever.ts';
import type { FaultPlace, FaultSetting } from '../../core/model/faultName.ts';
import type { Served } from '../http/loopbackServer.ts';
import { faults } from './faults.ts';

/** What leaves the server in place of `served` while a fault is on. `place` says who has answered. */
export function withFault(served: Served, path: string, setting: FaultSetting | null, place: FaultPlace): Served {
  if (setting === null || (setting.place !== 'everywhere' && setting.place !== place)) return served;
  const fault = faults[setting.fault];
  switch (fault.kind) {
    case 'answer':
      return { ...served, answer: fault.change(served.answer, path) };
    case 'wire':
      return { ...served, act: wire => fault.act(wire, served.answer) };
    default:
      return assertNever(fault);
  }
}
