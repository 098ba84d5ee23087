import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { unknownCloudInitKeys } from '../../src/guest/cloud-init-keys.ts';
import { renderCloudInit } from '../../src/guest/cloud-init.ts';
import { type GuestConfig, extendGuest } from '../../src/guest/guest-config.ts';

const worker: GuestConfig = {
  hostname: { from: 'metadata' },
  interfaces: [
    {
      match: { name: 'enp1s0' },
      dhcp4: { useRoutes: false },
      routes: [{ to: '10.42.69.0/24', via: '10.0.2.1' }],
    },
    { match: { acpiIndex: 2 }, dhcp4: true },
  ],
  files: [{ path: '/etc/motd', content: 'cost: $5 ${HOME}\n\ttabbed: "yes"\n', mode: '0600' }],
  users: [{ name: 'ops', sshKeys: ['ssh-ed25519 AAAA ops'], sudo: true }],
  secretDisks: [{ serial: 'k3s-secret', mountPoint: '/run/guest-secrets/k3s' }],
  units: [{ name: 'k3s.service', dropIn: '50-guest', content: '[Service]\n', start: true }],
  commands: [
    { phase: 'early', run: ['echo', "it's early"] },
    { phase: 'late', run: ['echo', 'late'] },
  ],
  timezone: 'America/New_York',
};

describe('renderCloudInit', () => {
  const { userData, networkData } = renderCloudInit(worker);
  const user = parse(userData);

  it('begins with the header and knows all of its keys', () => {
    expect(userData.split('\n')[0]).toBe('#cloud-config');
    expect(unknownCloudInitKeys(userData)).toEqual([]);
  });

  it('reads back file contents and modes as they were given', () => {
    expect(user.write_files).toEqual([
      {
        path: '/etc/motd',
        owner: 'root:root',
        permissions: '0600',
        content: 'cost: $5 ${HOME}\n\ttabbed: "yes"\n',
      },
    ]);
  });

  it('mounts secrets before units are written and starts units last', () => {
    const texts: string[] = user.bootcmd;
    const at = (part: string): number => texts.findIndex((text) => text.includes(part));
    expect(at('virtio-k3s-secret')).toBeLessThan(at('50-guest.conf'));
    expect(at('50-guest.conf')).toBeLessThan(at('daemon-reload'));
    expect(at('daemon-reload')).toBeLessThan(at("echo 'it'\\''s early'"));
    expect(at('restart k3s.service')).toBe(texts.length - 1);
  });

  it('describes interfaces by name and routes by prefix', () => {
    expect(parse(networkData)).toEqual({
      version: 2,
      ethernets: {
        enp1s0: {
          dhcp4: true,
          dhcp6: false,
          'dhcp4-overrides': { 'use-routes': false },
          routes: [{ to: '10.42.69.0/24', via: '10.0.2.1' }],
        },
        eno2: { dhcp4: true, dhcp6: false },
      },
    });
  });

  it('writes a default route as a prefix, which every renderer of cloud-init reads', () => {
    const nic = {
      match: { name: 'enp2s0' },
      addresses: ['10.42.66.1/24'],
      routes: [{ to: 'default', via: '10.42.66.254' }],
    };
    const { networkData: text } = renderCloudInit({ hostname: { fixed: 'a' }, interfaces: [nic] });
    expect(parse(text).ethernets.enp2s0.routes).toEqual([{ to: '0.0.0.0/0', via: '10.42.66.254' }]);
  });

  it.each([
    [{ interfaces: [{ match: { name: 'enp2s0' }, rename: 'v67' }] }, /matched without a MAC/],
    [{ files: [{ path: '/a', content: 'x', mode: '600' }] }, /four octal digits/],
    [{ files: [{ path: '/a', content: 'x', when: 'everyBoot' as const }] }, /end with a newline/],
    [{ secretDisks: [{ serial: 'a-serial-that-is-far-too-long', mountPoint: '/run/x/y' }] }, /1-20/],
  ])('refuses what no format could render faithfully (%#)', (parts, message) => {
    expect(() => renderCloudInit(extendGuest({ hostname: { fixed: 'a' } }, parts))).toThrow(message);
  });
});

describe('unknownCloudInitKeys', () => {
  it('finds a typing mistake that cloud-init would accept', () => {
    expect(unknownCloudInitKeys('#cloud-config\nruncmds: [ls]\nhostname: a\n')).toEqual(['runcmds']);
  });
});
