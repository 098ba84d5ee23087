import { at, textAt } from '../../model/index.ts';
import type { Finding, LayerSettings, RepositoryLayer } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { from, where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Durations are ones that Flux understands, and a reconciliation ends before the next one. */
export const fluxTiming: Rule = {
  code: 'flux/timing',
  title: 'intervals and timeouts fit together',
  why:
    "A Kustomization's timeout is its interval minus 30 s and its retryInterval the interval unless given: with 1h a failed " +
    'layer is tried again an hour later and a hanging health check blocks a worker of the controller as long. Flux knows ' +
    'hours, minutes and seconds, no days.',
  *validate(repository) {
    for (const { layers } of repository.clusters) for (const layer of layers) yield* ofLayer(layer);
    for (const object of indexOf(repository).byKind('kustomize.toolkit.fluxcd.io', 'Kustomization')) {
      const missing = ['timeout', 'retryInterval'].filter(
        (key) => at(object.manifest, 'spec', key) === undefined,
      );
      if (missing.length > 0) {
        yield {
          code: fluxTiming.code,
          message: `the Kustomization leaves ${missing.join(' and ')} to the interval`,
          ...where(object),
          field: `spec.${missing[0]}`,
          got: 'nothing',
          expected: 'timeout and retryInterval, such as 10m and 2m',
          fix: 'set both',
        };
        continue;
      }
      const finding = relation(
        textAt(object.manifest, 'spec', 'interval'),
        textAt(object.manifest, 'spec', 'timeout'),
      );
      if (finding !== undefined) yield { ...finding, ...where(object), field: `spec.${finding.field}` };
    }
  },
};

const DURATIONS = [
  'interval',
  'timeout',
  'retryInterval',
] as const satisfies readonly (keyof LayerSettings)[];

function* ofLayer(layer: RepositoryLayer): Iterable<Finding> {
  const { settings } = layer;
  const bad = DURATIONS.find((key) => settings[key] !== undefined && seconds(settings[key]) === undefined);
  if (bad !== undefined) {
    yield {
      code: fluxTiming.code,
      message: `the ${bad} of the layer ${layer.name} is no duration`,
      ...from(layer),
      field: bad,
      got: settings[bad] ?? '',
      expected: 'a duration of Flux such as 90s, 10m or 1h30m',
      fix: 'correct the text; days are written as hours',
    };
    return;
  }
  const finding = relation(settings.interval ?? '1h', settings.timeout ?? '10m');
  if (finding !== undefined)
    yield { ...finding, ...from(layer), message: `${finding.message} (layer ${layer.name})` };
}

function relation(
  interval: string | undefined,
  timeout: string | undefined,
): (Finding & { field: string }) | undefined {
  const [every, longest] = [seconds(interval), seconds(timeout)];
  // What is no duration in an object is reported by the schema.
  if (every === undefined || longest === undefined) return undefined;
  if (every < 60) {
    return {
      code: fluxTiming.code,
      message: 'the interval is too short',
      field: 'interval',
      got: interval,
      expected: 'at least 60s',
      fix: 'raise the interval; new commits are noticed by the source, not by it',
    };
  }
  if (longest < every) return undefined;
  return {
    code: fluxTiming.code,
    message: 'a reconciliation may last longer than the interval',
    field: 'timeout',
    got: `timeout ${timeout}, interval ${interval}`,
    expected: 'a timeout below the interval',
    fix: 'lower the timeout or raise the interval',
  };
}

const UNITS: { readonly [unit: string]: number } = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Length of a Flux duration in seconds; undefined for anything else. */
function seconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    sum += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return sum;
}
