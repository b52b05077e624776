// Prints how well the rules name the causes of the public incidents of ../shared/incidents.json (grades A and B), and how long
// a trace and 100,000 tokens take. Run with `npm run bench:diagnosis [-- FILE]`. Exit code 1 where a figure is missed.
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { measureTokens } from './tokens.mjs';

const root = new URL('../../', import.meta.url);
const file = process.argv[2] ?? fileURLToPath(new URL('../shared/incidents.json', root));
const hasIncidents = existsSync(file);
if (!hasIncidents) console.log(`the incidents are skipped: ${file} is absent`);
const cpus = os.cpus();
console.log(`${os.hostname()}: ${cpus[0]?.model ?? 'unknown processor'}, ${cpus.length} cores, Node ${process.version}\n`);

async function load(path) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(path, root))],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const { explainObservation } = await load('src/core/diagnosis/explainObservation.ts');
const { scoreIncident } = await load('test/unit/diagnosis/scoreIncident.ts');
const { incidents } = hasIncidents ? JSON.parse(readFileSync(file, 'utf8')) : { incidents: [] };
const rows = incidents.map(incident => ({ incident, score: scoreIncident(incident, explainObservation(incident.evidence)) }));

const perCause = new Map();
const totals = { right: 0, group: 0, empty: 0, wrong: 0, confidentlyWrong: 0 };
const graded = rows.filter(({ incident }) => incident.evidence_grade !== 'C');
for (const { incident, score } of graded) {
  const line = perCause.get(incident.root_cause) ?? { right: 0, group: 0, empty: 0, wrong: 0, confidentlyWrong: 0 };
  line[score]++;
  totals[score]++;
  perCause.set(incident.root_cause, line);
}
console.log(`${'cause'.padEnd(40)} right group empty wrong`);
for (const [cause, line] of [...perCause].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(
    `${cause.padEnd(40)} ${String(line.right).padStart(5)} ${String(line.group).padStart(5)} ${String(line.empty).padStart(5)} ${String(line.wrong + line.confidentlyWrong).padStart(5)}`,
  );
}
for (const { incident, score } of rows) {
  if (incident.evidence_grade !== 'C' && ['right', 'group'].includes(score)) continue;
  const best = explainObservation(incident.evidence)?.findings[0];
  console.log(
    `${incident.id} (${incident.evidence_grade}) ${incident.root_cause}: ${score}, ${best?.cause ?? 'nothing said'} ${best?.certainty ?? ''}`,
  );
}
const { diagnoseTrace } = await load('src/core/diagnosis/diagnoseTrace.ts');
const { aKeyVaultTrace, anExchange, aResponse } = await load('test/unit/builders/aKeyVaultTrace.ts');
const denied = aResponse(403, '{"error":{"code":"Forbidden","message":"no","innererror":{"code":"ForbiddenByRbac"}}}');
const long = aKeyVaultTrace(Array.from({ length: 100 }, (_, id) => anExchange(id, 'request', denied)));
const durations = Array.from({ length: 200 }, () => {
  const start = performance.now();
  diagnoseTrace(long, { now: 0 });
  return performance.now() - start;
}).sort((a, b) => a - b);

const share = graded.length === 0 ? 100 : (100 * (totals.right + totals.group)) / graded.length;
const wrongAnywhere = rows.filter(({ score }) => score === 'confidentlyWrong').length;
console.log(
  `\nA and B: ${graded.length} incidents, right cause ${totals.right}, right group ${totals.group}: ${share.toFixed(1)} % (wanted >= 97 %)`,
);
console.log(`confidently wrong, all grades: ${wrongAnywhere} (wanted 0)`);
console.log(
  `a trace of 100 exchanges: median ${durations[100].toFixed(2)} ms, slowest of 200 ${durations[199].toFixed(2)} ms (wanted <= 5 ms)`,
);
const tokens = measureTokens(
  {
    ...(await load('src/core/token/decodeToken.ts')),
    ...(await load('src/core/token/judgeToken.ts')),
    ...(await load('src/core/token/findTokens.ts')),
  },
  100_000,
);
console.log(
  `100,000 tokens decoded and judged: mean ${tokens.mean.toFixed(3)} ms, slowest ${tokens.slowest.toFixed(2)} ms (wanted < 20 ms each)`,
);
console.log(`210 KB of "eyJ" searched for tokens: median ${tokens.scan.toFixed(2)} ms`);
process.exit(share >= 97 && wrongAnywhere === 0 && durations[100] <= 5 && tokens.slowest < 20 ? 0 : 1);
