import { createRequire } from 'node:module';
import { App, Chart } from 'cdk8s';
import { expect, it } from 'vitest';
import { InnerClusterServices, echo, traefik } from '../../constructs/services/index.ts';

const loaded = (): boolean =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('cdk8s-plus-28'));

it('cdk8s-plus-28 is loaded by the first workload and not before', () => {
  expect(loaded()).toBe(false);
  new InnerClusterServices(new Chart(new App(), 'plain'), 'services', {
    zone: 'x.org',
    ingress: traefik(),
    apps: [echo()],
  });
  expect(loaded()).toBe(true);
});
