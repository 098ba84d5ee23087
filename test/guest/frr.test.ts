import { describe, expect, it } from 'vitest';
import { frrReferences } from '../../src/guest/frr-references.ts';
import { renderFrr } from '../../src/guest/frr.ts';
import { router } from './fixtures.ts';

const text = renderFrr(router);

describe('renderFrr', () => {
  it('defines every filter and group that it refers to', () => {
    expect(frrReferences(text)).toEqual([]);
  });

  it('gives every activated neighbour a filter in both directions', () => {
    const activated = [...text.matchAll(/^ {2}neighbor (\S+) activate$/gm)].map((match) => match[1]);
    expect(activated).toEqual(['SRVLAB', '10.42.67.1']);
    for (const name of activated) {
      for (const way of ['in', 'out']) {
        expect(text).toMatch(new RegExp(`^ {2}neighbor ${name} route-map \\S+ ${way}$`, 'm'));
      }
    }
  });

  it('covers exactly the load balancer range and single addresses only', () => {
    const entries = [...text.matchAll(/prefix-list SRVLAB-LB seq \d+ permit (\S+) ge 32 le 32/g)].map(
      (m) => m[1],
    );
    expect(entries).toEqual(['10.42.66.200/29', '10.42.66.208/29', '10.42.66.216/30']);
  });

  it('keeps pod networks on the router unless they are announced', () => {
    expect(outboundLists(text)).not.toContain('SRVLAB-PODS');
    const [cluster] = router.clusters;
    if (cluster?.pods === undefined) throw new Error('the fixture has a cluster with pods');
    const announced = { ...cluster, pods: { ...cluster.pods, announce: true } };
    expect(outboundLists(renderFrr({ ...router, clusters: [announced] }))).toContain('SRVLAB-PODS');
  });

  it('states the policy setting whatever the defaults profile says', () => {
    expect(text).toContain('\n bgp ebgp-requires-policy\n');
  });

  it('refuses an internal session and timers that drop a healthy one', () => {
    const [upstream] = router.upstreams;
    if (upstream === undefined) throw new Error('the fixture has an upstream');
    expect(() => renderFrr({ ...router, upstreams: [{ ...upstream, asn: 64515 }] })).toThrow(/own AS 64515/);
    const timers = { keepalive: 2, hold: 5 };
    expect(() => renderFrr({ ...router, upstreams: [{ ...upstream, timers }] })).toThrow(
      /at least 3 x keepalive/,
    );
  });
});

describe('frrReferences', () => {
  it('names a route map, a prefix list and a peer group that nothing defines', () => {
    const broken = text
      .replaceAll(/^route-map RDS-OUT .*$/gm, '!')
      .replaceAll(/^ip prefix-list DEFAULT .*$/gm, '!')
      .replace(' neighbor SRVLAB peer-group\n', '');
    expect(frrReferences(broken).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'prefix-list DEFAULT',
      'peer-group SRVLAB',
      'route-map RDS-OUT',
    ]);
  });
});

function outboundLists(frr: string): string[] {
  return [...frr.matchAll(/^route-map RDS-OUT permit \d+\n match ip address prefix-list (\S+)$/gm)].map(
    (match) => match[1] ?? '',
  );
}
