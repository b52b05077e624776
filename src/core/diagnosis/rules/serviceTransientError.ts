import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';

export const serviceTransientError: Rule = c => {
  const { status, service, isHtml } = c.subject;
  if (status === null || ![408, 500, 502, 503, 504].includes(status) || isHtml) return undefined;
  if (service === 'unknown' && c.source === 'trace') return undefined;
  return prove(
    c.subject,
    'service-transient-error',
    [
      ['status', status],
      ['request.host', c.subject.host],
      ['message', c.subject.message.slice(0, 300)],
    ],
    c.source === 'trace' ? 'proven' : 'likely',
  );
};
