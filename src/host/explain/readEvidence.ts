import { Worker } from 'node:worker_threads';
import { type EvidenceAnswer, type EvidenceAsk, isEvidenceAnswer } from '../../protocol/evidence.ts';

/** Longest time and largest heap of a reader: an input that needs more was made to. */
const longestMs = 60_000;
const heapMb = 1024;

/**
 * Reads an input in a thread of its own, which is ended when it takes too long. Rejects where the thread died.
 * @param workerFile absolute path of `evidence.js`
 */
export function readEvidence(workerFile: string, ask: EvidenceAsk): Promise<EvidenceAnswer> {
  const worker = new Worker(workerFile, { workerData: ask, name: 'kvhttp evidence', resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  const answer = new Promise<EvidenceAnswer>((resolve, reject) => {
    worker.once('message', (message: unknown) => {
      if (isEvidenceAnswer(message)) resolve(message);
      else reject(new Error('the reader of evidence sent what is no answer'));
    });
    worker.once('error', reject);
    worker.once('exit', code => reject(new Error(`the reader of evidence ended without an answer (exit code ${code})`)));
  });
  const timer = setTimeout(() => void worker.terminate(), longestMs);
  return answer.finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}
