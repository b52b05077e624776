import type { PhaseName } from '../core/model/wire.ts';
import { t } from './translate.ts';

/** What the phases of a call are called on the page. */
export const phaseNames = {
  dns: t('DNS'),
  connect: t('connect'),
  proxy: t('proxy tunnel'),
  tls: t('TLS'),
  send: t('send'),
  wait: t('wait'),
  receive: t('receive'),
} satisfies Record<PhaseName, string>;
