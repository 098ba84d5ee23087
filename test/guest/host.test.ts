import { describe, expect, it } from 'vitest';
import { renderImportScript } from '../../src/guest/image-import.ts';
import { writeNix } from '../../src/guest/nix-text.ts';
import { renderHostChecklist, renderHostModule } from '../../src/guest/nixos-host.ts';

const plan = { uplink: 'bond0', architecture: 'amd64', segments: [{ bridge: 'br66', vlan: 66 }] } as const;

describe('renderHostModule', () => {
  it('refuses two segments on one VLAN', () => {
    const segments = [...plan.segments, { bridge: 'br67', vlan: 66 }];
    expect(() => renderHostModule({ ...plan, segments })).toThrow(/share a bridge or a VLAN/);
  });

  it('leaves the address of the host to the host, on the bridge of its segment', () => {
    const segments = [{ ...plan.segments[0], hostAddress: true }];
    expect(renderHostModule(plan)).toContain('DHCP = "no"');
    expect(renderHostModule({ ...plan, segments })).not.toContain('DHCP');
    expect(renderHostChecklist({ ...plan, segments })).toContain('is on `br66`, and `v66` has none');
  });

  it('loads no module that another processor refuses, and gives the bridge plugin nft', () => {
    const text = renderHostModule(plan);
    expect(text).not.toMatch(/kvm[-_](amd|intel)/);
    expect(text).toContain('systemd.services.k3s.path = [ pkgs.nftables ];');
  });
});

describe('renderHostChecklist', () => {
  it('gives every point a command that proves it', () => {
    const text = renderHostChecklist(plan);
    expect(text.match(/^- \[ \]/gm)?.length).toBe(text.match(/^ {2}```sh$/gm)?.length);
    expect(text).toContain('nvme_tcp');
  });
});

describe('writeNix', () => {
  it('keeps interpolation, quotes and keywords literal', () => {
    expect(writeNix({ with: '${a} "b"', 'a.b': [-1, true] })).toBe(
      '{\n  "a.b" = [\n    (-1)\n    true\n  ];\n  "with" = "\\${a} \\"b\\"";\n}',
    );
  });
});

describe('renderImportScript', () => {
  it('refuses an image without a digest', () => {
    expect(() => renderImportScript({ image: 'ghcr.io/w/nixos:1', device: '/dev/target' })).toThrow(/pin it/);
  });
});
