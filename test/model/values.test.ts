import { describe, expect, it } from 'vitest';
import {
  asn,
  at,
  compareVersions,
  contentHash,
  identity,
  isPinned,
  parseImage,
  parseVersion,
  Segment,
  stableMac,
  stableUuid,
} from '../../src/model/index.ts';

describe('stable ids', () => {
  it('depend on their words alone', () => {
    expect(stableMac('srvlab', 'cp-1', 'vms')).toBe(stableMac('srvlab', 'cp-1', 'vms'));
    expect(stableUuid('a', 'b')).not.toBe(stableUuid('ab'));
    expect(contentHash(['a'])).not.toBe(contentHash(['b']));
  });

  it('are what KubeVirt accepts: a local unicast MAC and a version 5 UUID', () => {
    for (let i = 0; i < 200; i++) {
      expect(stableMac('vm', String(i))).toMatch(/^02:[4-7c-f][0-9a-f](:[0-9a-f]{2}){4}$/);
      expect(stableUuid('vm', String(i))).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  it('do not collide over a few thousand machines', () => {
    const macs = new Set(Array.from({ length: 5000 }, (_, i) => stableMac('cluster', `vm-${i}`)));
    expect(macs.size).toBe(5000);
  });
});

describe('segments', () => {
  it('name their guest interface after the VLAN', () => {
    expect(new Segment('uplink', { vlan: 67, cidr: '10.42.67.0/24' }).interface).toBe('v67');
    expect(new Segment('flat', { cidr: '10.0.0.0/24' }).interface).toBe('flat');
  });

  it.each([
    ['vlan', { vlan: 4095 }],
    ['vlan', { vlan: 0 }],
    ['mtu', { mtu: 1279 }],
  ])('refuse an impossible %s', (field, props) => {
    expect(() => new Segment('x', { cidr: '10.0.0.0/24', ...props })).toThrow(`the ${field} of segment x`);
  });
});

describe('numbers of autonomous systems', () => {
  it.each([1, 64512, 65534, 4200000000])('%d is usable', (value) => expect(asn(value)).toBe(value));
  it.each([0, -1, 1.5, 23456, 65535, 4294967295])('%d is not', (value) =>
    expect(() => asn(value)).toThrow(/autonomous/),
  );
});

describe('versions', () => {
  it('compare by their three numbers', () => {
    const order = ['1.2.3', 'v1.10.0', 'v1.36.1+k3s1', '2.0.0'].map(parseVersion);
    expect(order.toSorted(compareVersions)).toEqual(order);
    expect(compareVersions(parseVersion('v1.36.1+k3s1'), parseVersion('1.36.1'))).toBe(0);
  });
  it.each(['latest', '1.2', 'v1', '1.x.0', '>=1.0.0'])('%s is refused', (text) =>
    expect(() => parseVersion(text)).toThrow('not a version'),
  );
});

describe('images', () => {
  it('are split into repository, tag and digest, a port not being a tag', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(parseImage(`registry:5000/a/b:1.2@${digest}`)).toMatchObject({
      repository: 'registry:5000/a/b',
      tag: '1.2',
      digest,
    });
    expect(parseImage('registry:5000/a/b')).toMatchObject({
      repository: 'registry:5000/a/b',
      tag: undefined,
    });
  });
  it.each([
    ['a/b', false],
    ['a/b:latest', false],
    ['a/b:1', true],
  ])('%s is pinned: %s', (text, pinned) => expect(isPinned(parseImage(text))).toBe(pinned));
  it.each(['', 'A/B', 'a b', 'a:tag with blank'])('"%s" is refused', (text) =>
    expect(() => parseImage(text)).toThrow('not an image reference'),
  );
});

describe('objects', () => {
  it('are identified by group, kind, namespace and name, not by version', () => {
    expect(identity({ group: 'apps', kind: 'Deployment', namespace: 'x', name: 'y' })).toBe(
      'apps/Deployment x/y',
    );
    expect(identity({ group: '', kind: 'Namespace', name: 'y' })).toBe('Namespace y');
  });
  it('are read by path without trusting the shape', () => {
    expect(at({ a: [{ b: 1 }] }, 'a', 0, 'b')).toBe(1);
    expect(at({ a: 'text' }, 'a', 'b', 'c')).toBeUndefined();
  });
});
