import type { Translate } from '../../core/model/translate.ts';
import type { EngineSettings } from '../../protocol/engine.ts';
import type { Report } from './settingProblem.ts';
import { isText, listOf, nameOr } from './settingValues.ts';

export type ClientCertificateFile = NonNullable<EngineSettings['clientCertificates']>[number];

/** Which file is shown to which host. A password never stands here: it is asked for when the file wants one. */
export function readClientCertificates(value: unknown, report: Report, t: Translate): readonly ClientCertificateFile[] {
  const read: ClientCertificateFile[] = [];
  for (const [index, { host, file, ...others }] of listOf('clientCertificates', value, report, t)) {
    const label = nameOr(host, index);
    for (const secret of ['password', 'passphrase', 'key'])
      if (secret in others)
        report(
          'clientCertificates',
          label,
          t('"{0}" must not stand in settings. Remove it: a password is asked for when it is needed.', secret),
        );
    if (!isText(host) || !/^[a-z0-9.-]+$/i.test(host))
      report('clientCertificates', label, t('"host" must be a host name, without scheme, port or path.'));
    else if (!isText(file)) report('clientCertificates', label, t('needs a "file".'));
    else if (read.some(known => known.host === host.toLowerCase()))
      report('clientCertificates', label, t('this host is named twice; the first entry counts.'));
    else read.push({ host: host.toLowerCase(), file });
  }
  return read;
}
