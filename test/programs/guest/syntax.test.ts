import { describe, expect, it } from 'vitest';
import { renderCloudInit } from '../../../src/guest/cloud-init.ts';
import { renderDnsmasq } from '../../../src/guest/dnsmasq.ts';
import { renderFrr } from '../../../src/guest/frr.ts';
import { extendGuest } from '../../../src/guest/guest-config.ts';
import { renderImportScript } from '../../../src/guest/image-import.ts';
import { renderK3sImageModule } from '../../../src/guest/k3s-image.ts';
import { k3sJoinScript } from '../../../src/guest/k3s-join.ts';
import { k3sServer } from '../../../src/guest/k3s.ts';
import { renderNftables } from '../../../src/guest/nftables.ts';
import { writeNix } from '../../../src/guest/nix-text.ts';
import { nodePasswordScript } from '../../../src/guest/node-password.ts';
import { renderHostModule } from '../../../src/guest/nixos-host.ts';
import { routerGuest } from '../../../src/guest/router.ts';
import { bootScripts } from '../../../src/guest/boot-script.ts';
import { cluster, router } from '../../guest/fixtures.ts';
import { file, folder, needs, run } from '../programs.ts';

const server = extendGuest({ hostname: { from: 'metadata' } }, k3sServer({ cluster, first: true }));
const passed = { status: 0 };

describe('real programs', () => {
  it('vtysh accepts the FRR configuration and refuses a broken one', (context) => {
    needs(context, 'vtysh');
    const at = folder();
    expect(run('vtysh', ['-C', '-f', file(at, 'frr.conf', renderFrr(router))])).toMatchObject(passed);
    const broken = renderFrr(router).replace('maximum-paths', 'maximum-pathes');
    expect(run('vtysh', ['-C', '-f', file(at, 'broken.conf', broken)]).status).toBe(2);
  });

  it('nft loads the packet filter twice and leaves a foreign table alone', (context) => {
    needs(context, 'root', 'nft', 'unshare');
    const rules = file(folder(), 'router.nft', renderNftables(router));
    const script = `nft add table ip foreign && nft -f ${rules} && nft -f ${rules} && nft list tables`;
    const { status, out } = run('unshare', ['-n', 'sh', '-c', script]);
    expect({ status, out }).toMatchObject({ status: 0 });
    expect(out.trim().split('\n')).toEqual(['table ip foreign', 'table inet firewall_os']);
  });

  it('dnsmasq accepts its configuration', (context) => {
    needs(context, 'dnsmasq');
    expect(
      run('dnsmasq', ['--test', '-C', file(folder(), 'dnsmasq.conf', renderDnsmasq(router))]),
    ).toMatchObject(passed);
  });

  it.for([['router', routerGuest(router)] as const, ['K3s server', server] as const])(
    'cloud-init accepts the user data of a %s',
    ([, guest], context) => {
      needs(context, 'cloud-init');
      const text = renderCloudInit(guest).userData;
      const { status, out } = run('cloud-init', [
        'schema',
        '--config-file',
        file(folder(), 'user-data', text),
      ]);
      expect({ status, out }).toMatchObject({ status: 0 });
    },
  );

  it('shellcheck has nothing to say about any script', (context) => {
    needs(context, 'shellcheck');
    const at = folder();
    const scripts = [
      renderImportScript({ image: `ghcr.io/w/nixos@sha256:${'a'.repeat(64)}`, device: '/dev/target' }),
      nodePasswordScript({ secret: '/run/guest-secrets/k3s/node-password' }),
      k3sJoinScript({ server: 'https://10.42.66.120:6443' }),
      ...[server, routerGuest(router)].map((guest) => `#!/bin/sh\n${bootScripts(guest).join('')}`),
    ];
    const files = scripts.map((text, index) => file(at, `${index}.sh`, text));
    const { status, out } = run('shellcheck', files);
    expect({ status, out }).toMatchObject({ status: 0 });
  });

  it('Nix parses the modules and evaluates the writer to the same data', (context) => {
    needs(context, 'nix-instantiate');
    const at = folder();
    const host = renderHostModule({
      uplink: 'bond0',
      architecture: 'amd64',
      segments: [{ bridge: 'br66', vlan: 66 }],
    });
    const modules = [file(at, 'host.nix', host), file(at, 'image.nix', renderK3sImageModule('agent'))];
    expect(run('nix-instantiate', ['--parse', ...modules])).toMatchObject(passed);
    const data = { text: '${x} $${y} \\ "q"\n\tü', with: [-1, 0.5, true, null, {}], 'a.b': { '': [] } };
    const { stdout } = run('nix-instantiate', [
      '--eval',
      '--strict',
      '--json',
      file(at, 'data.nix', writeNix(data)),
    ]);
    expect(JSON.parse(stdout)).toEqual(data);
  });
});
