import { InputError } from '../../src/model/index.ts';
import type { Trigger } from './trigger.ts';

/** How many machines a pool has: a number, or what KEDA makes of triggers. */
export type Scale = FixedScale | KedaScale;

export interface FixedScale {
  readonly type: 'fixed';
  readonly replicas: number;
}

export interface KedaProps {
  /** Fewest machines, and the number outside of every trigger; 0 and up. */
  readonly min: number;
  /** Most machines, 1 and up. The DHCP range of the segment must have room for them. */
  readonly max: number;
  /** The highest demand of all triggers counts. */
  readonly triggers: readonly Trigger[];
  /** Seconds between two looks at the triggers, 1 and up. @default KEDA's own, 30 */
  readonly pollingInterval?: number | undefined;
  /** Seconds without demand before the last machine goes, only with min 0. @default KEDA's own, 300 */
  readonly cooldownPeriod?: number | undefined;
  /** Seconds of lower demand before machines go, 0 to 3600; a machine is expensive to bring back. @default 600 */
  readonly scaleDownAfter?: number | undefined;
}

export interface KedaScale extends KedaProps {
  readonly type: 'keda';
}

/** A fixed number of machines, 0 and up. Throws `scale/bounds`. */
export function fixed(replicas: number): FixedScale {
  if (!count(replicas, 0)) throw bounds(`${replicas} machines`, 'a whole number, 0 or more');
  return { type: 'fixed', replicas };
}

/**
 * A number of machines between `min` and `max` that KEDA 2.20 sets on the pool. The pool's own `replicas` is left out of
 * Git, or Flux and KEDA would set it in turn. Throws `scale/bounds`, `scale/no-trigger`.
 */
export function keda(props: KedaProps): KedaScale {
  const { min, max, triggers, pollingInterval, scaleDownAfter = 600 } = props;
  if (!count(min, 0) || !count(max, 1) || min > max) {
    throw bounds(
      `min ${min} and max ${max}`,
      'whole numbers, min 0 or more, max 1 or more and not below min',
    );
  }
  if (pollingInterval !== undefined && !count(pollingInterval, 1)) {
    throw bounds(`pollingInterval ${pollingInterval}`, 'whole seconds, 1 or more');
  }
  if (!count(scaleDownAfter, 0) || scaleDownAfter > 3600) {
    throw bounds(`scaleDownAfter ${scaleDownAfter}`, 'whole seconds, 0 to 3600');
  }
  if (triggers.length === 0) {
    throw new InputError({
      code: 'scale/no-trigger',
      message: 'KEDA needs something to go by',
      got: 'no trigger',
      expected: 'at least one trigger, such as cron(...) or prometheus(...)',
      fix: 'add a trigger, or use fixed(n)',
    });
  }
  const names = triggers.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw bounds(`two triggers named ${twice}`, 'each name once');
  const tooMany = triggers.find(({ replicas }) => replicas !== undefined && replicas > max);
  if (tooMany !== undefined) {
    throw bounds(
      `a trigger that asks for ${tooMany.replicas} with max ${max}`,
      `at most ${max} replicas in every trigger`,
    );
  }
  return { ...props, type: 'keda' };
}

/** Most machines that a scale can reach. */
export function most(scale: Scale): number {
  return scale.type === 'fixed' ? scale.replicas : scale.max;
}

function count(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}

function bounds(got: string, expected: string): InputError {
  return new InputError({
    code: 'scale/bounds',
    message: 'a pool cannot have this number of machines',
    got,
    expected,
    fix: 'correct the numbers of the scale',
  });
}
