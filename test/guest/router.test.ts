import { describe, expect, it } from 'vitest';
import { renderDnsmasq } from '../../src/guest/dnsmasq.ts';
import { renderNftables } from '../../src/guest/nftables.ts';
import { routerGuest } from '../../src/guest/router.ts';
import { renderRouterOsPeer } from '../../src/guest/routeros.ts';
import { renderSysctl } from '../../src/guest/sysctl.ts';
import { router } from './fixtures.ts';

describe('renderNftables', () => {
  const text = renderNftables(router);

  it('accepts traffic inside one network before connection tracking can call it invalid', () => {
    const forward = text.slice(text.indexOf('chain forward'));
    expect(forward.indexOf('iifname "v66" oifname "v66" accept')).toBeGreaterThan(0);
    expect(forward.indexOf('iifname "v66" oifname "v66" accept')).toBeLessThan(forward.indexOf('ct state'));
  });

  it('takes BGP from the node subnet and the upstream routers only', () => {
    expect(
      text
        .split('\n')
        .filter((line) => line.includes('dport 179'))
        .map((line) => line.trim()),
    ).toEqual([
      'iifname "v66" ip saddr 10.42.66.0/24 tcp dport 179 accept',
      'iifname "v67" ip saddr @upstream_routers tcp dport 179 accept',
    ]);
  });

  it('translates addresses only when asked to', () => {
    expect(text).not.toContain('masquerade');
    const outside = { ...router.outside, masquerade: { except: ['10.0.0.0/8'] } };
    expect(renderNftables({ ...router, outside })).toMatch(/daddr \{ 10\.0\.0\.0\/8 \} return\n.*masquerade/);
  });

  it('refuses IPv6, which it would drop without a word', () => {
    const inside = [{ interface: 'v66', cidr: 'fd00::/64', address: 'fd00::1' }];
    expect(() => renderNftables({ ...router, inside })).toThrow(/fd00::\/64.*IPv4 only/);
  });
});

describe('renderDnsmasq', () => {
  it('sorts reservations by address', () => {
    const hosts = [...renderDnsmasq(router).matchAll(/^dhcp-host=[^,]+,([^,]+),/gm)].map((match) => match[1]);
    expect(hosts).toEqual(['10.42.66.121', '10.42.66.123']);
  });

  it('closes the DNS port once hosts use another name server', () => {
    expect(renderDnsmasq(router)).not.toContain('port=0');
    const inside = router.inside.map((network) => ({
      ...network,
      dhcp: { range: '10.42.66.130-10.42.66.189', dns: ['10.42.64.53'] },
    }));
    expect(renderDnsmasq({ ...router, inside }).split('\n')[0]).toBe('port=0');
  });

  it('refuses a range that holds the gateway', () => {
    const inside = router.inside.map((network) => ({ ...network, dhcp: { range: '10.42.66.1-10.42.66.9' } }));
    expect(() => renderDnsmasq({ ...router, inside })).toThrow(/own address 10\.42\.66\.1/);
  });
});

describe('renderSysctl', () => {
  it('answers ARP for load balancer addresses only where a network holds them', () => {
    expect(renderSysctl(router)).toContain('net.ipv4.conf.v66.proxy_arp_pvlan = 1');
    const clusters = router.clusters.map((cluster) => ({ ...cluster, loadBalancers: ['10.42.69.0/24'] }));
    expect(renderSysctl({ ...router, clusters })).not.toContain('proxy_arp_pvlan');
  });
});

describe('renderRouterOsPeer', () => {
  const text = renderRouterOsPeer(router, 'rds');

  it('mirrors the session of the router', () => {
    expect(text).toContain('remote.address=10.42.67.201/32 remote.as=64515');
    expect(text).toContain('local.role=ebgp');
  });

  it('accepts what the router announces and ends each chain with a reject', () => {
    const input = [...text.matchAll(/chain=firewall-os-in rule="(.*?)" /g)].map((match) => match[1]);
    expect(input).toEqual([
      'if (dst == 10.42.66.0/24) { accept }',
      'if (dst in 10.42.66.200/29 && dst-len == 32) { accept }',
      'if (dst in 10.42.66.208/29 && dst-len == 32) { accept }',
      'if (dst in 10.42.66.216/30 && dst-len == 32) { accept }',
      'reject',
    ]);
  });

  it('names the upstreams that exist when asked for another', () => {
    expect(() => renderRouterOsPeer(router, 'ccr')).toThrow(/no upstream ccr; it has: rds/);
  });
});

describe('routerGuest', () => {
  it('loads the packet filter before forwarding is switched on', () => {
    const early = (routerGuest(router).commands ?? []).map(({ run }) => run[0]);
    expect(early).toEqual(['nft', 'sysctl', 'systemctl']);
  });
});
