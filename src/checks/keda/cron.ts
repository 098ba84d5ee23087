import { textAt } from '../../model/index.ts';
import type { Mistake } from '../object-rule.ts';
import { scaledObjectRule, triggersOf } from './scaled-objects.ts';

/** Scaling by the clock. */
export const kedaCron = scaledObjectRule(
  {
    code: 'keda/cron',
    title: 'a cron trigger has a time zone, two different times and a number of replicas',
    why: 'KEDA 2.20 (cron_scaler.go) needs timezone, start, end and desiredReplicas. It reads them at run time only: a mistake leaves the ScaledObject not ready, and the replicas at their smallest count.',
  },
  function* (object) {
    for (const { trigger, field } of triggersOf(object, 'cron')) {
      const read = (name: string): string => textAt(trigger, 'metadata', name) ?? '';
      const wrong = (name: string, expected: string): Mistake => ({
        field: `${field}.metadata.${name}`,
        message: 'KEDA cannot use the cron trigger',
        got: read(name) || 'nothing',
        expected,
        fix: 'correct the value',
      });
      if (
        !/^(UTC|Local|Etc\/[\w+-]+|[A-Z][A-Za-z]+(\/[A-Z][\w+-]*){1,2}|[A-Z]{3,4}(\d[A-Z]{3})?)$/.test(
          read('timezone'),
        )
      ) {
        yield wrong('timezone', 'a name of the IANA time zones such as Europe/Berlin');
      }
      for (const name of ['start', 'end']) {
        if (!isCron(read(name))) yield wrong(name, 'five cron fields such as 0 8 * * *');
      }
      if (read('start') !== '' && read('start') === read('end'))
        yield wrong('end', 'another time than start');
      if (!/^[1-9]\d*$/.test(read('desiredReplicas')))
        yield wrong('desiredReplicas', 'a number from 1, as text');
    }
  },
);

/** Five fields of numbers, names, lists, ranges and steps, the numbers inside their bounds. */
function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === BOUNDS.length &&
    fields.every((field, i) => field.split(',').every((part) => fits(part, i)))
  );
}

const BOUNDS: readonly (readonly [least: number, most: number, names: RegExp])[] = [
  [0, 59, /^$/],
  [0, 23, /^$/],
  [1, 31, /^$/],
  [1, 12, /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/i],
  [0, 6, /^(sun|mon|tue|wed|thu|fri|sat)$/i],
];

function fits(part: string, place: number): boolean {
  const [range = '', step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const [least, most, names] = BOUNDS[place] as (typeof BOUNDS)[number];
  const ends = range.split('-');
  const known = ends.every(
    (end) => names.test(end) || (/^\d+$/.test(end) && Number(end) >= least && Number(end) <= most),
  );
  const [from, to] = ends.map(Number);
  return known && ends.length <= 2 && !(from !== undefined && to !== undefined && from > to);
}
