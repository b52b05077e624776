import type { FaultName } from '../../core/model/faultName.ts';
import { answerFaults } from './answerFaults.ts';
import type { Fault } from './fault.ts';
import { wireFaults } from './wireFaults.ts';

/** Every fault word and what it does. */
export const faults: Readonly<Record<FaultName, Fault>> = { ...wireFaults, ...answerFaults };
