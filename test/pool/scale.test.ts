import { describe, expect, it } from 'vitest';
import { fixed, keda } from '../../constructs/pool/scale.ts';
import { cron, prometheus } from '../../constructs/pool/trigger.ts';

const day = { timezone: 'America/New_York', start: '0 8 * * 1-5', end: '0 20 * * 1-5', replicas: 3 };
const query = { server: 'http://10.42.66.202:9090', query: 'sum(pending_pods)', threshold: 4 };

describe('a trigger', () => {
  it('carries texts only, as KEDA reads nothing else', () => {
    for (const trigger of [cron(day), prometheus({ ...query, activationThreshold: 0.5 })]) {
      for (const value of Object.values(trigger.metadata)) expect(typeof value).toBe('string');
    }
    expect(prometheus(query).metadata).toMatchObject({ threshold: '4', ignoreNullValues: 'false' });
  });

  it.each([
    [{ start: '0 8 * *' }, /five cron fields/],
    [{ end: '0 8  * * *' }, /five cron fields/],
    [{ end: day.start }, /two different times/],
    [{ replicas: 0 }, /1 or more/],
    [{ timezone: 'New York' }, /IANA/],
  ])('of time refuses %o', (wrong, message) => expect(() => cron({ ...day, ...wrong })).toThrow(message));

  it.each([
    [{ server: '10.0.0.1:9090' }, /http/],
    [{ query: ' ' }, /PromQL/],
    [{ threshold: 0 }, /above 0/],
  ])('of a query refuses %o', (wrong, message) =>
    expect(() => prometheus({ ...query, ...wrong })).toThrow(message),
  );
});

describe('a scale', () => {
  const triggers = [cron(day)];
  it('accepts bounds that meet', () =>
    expect(keda({ min: 3, max: 3, triggers })).toMatchObject({ min: 3, max: 3 }));

  it.each([
    [{ min: 4, max: 3 }, /not below min/],
    [{ min: 0, max: 0 }, /not below min/],
    [{ min: -1, max: 3 }, /not below min/],
    [{ min: 1, max: 2 }, /at most 2 replicas/],
    [{ min: 1, max: 3, triggers: [] }, /at least one trigger/],
    [{ min: 1, max: 3, pollingInterval: 0 }, /1 or more/],
    [{ min: 1, max: 3, scaleDownAfter: 3601 }, /0 to 3600/],
    [
      { min: 1, max: 3, triggers: [cron({ ...day, name: 'day' }), cron({ ...day, name: 'day' })] },
      /each name once/,
    ],
  ])('refuses %o', (wrong, message) => expect(() => keda({ triggers, ...wrong })).toThrow(message));

  it('refuses half a machine', () => expect(() => fixed(1.5)).toThrow(/whole number/));
});
