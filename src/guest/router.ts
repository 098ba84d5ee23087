import { renderDnsmasq } from './dnsmasq.ts';
import { renderFrr } from './frr.ts';
import type { GuestConfig, GuestFile } from './guest-config.ts';
import { renderNftables } from './nftables.ts';
import type { RouterPlan } from './router-plan.ts';
import { renderSysctl } from './sysctl.ts';

/** Where a router image reads its configuration; the defaults fit Debian. */
export interface RouterPaths {
  /** Default `/etc/frr/frr.conf`; the image enables zebra, staticd and bgpd. */
  readonly frr?: string;
  /** Default `/etc/nftables.d/firewall-os.nft`; the image need not load it, this machine does at every boot. */
  readonly nftables?: string;
  /** Default `/etc/dnsmasq.d/firewall-os.conf`. */
  readonly dnsmasq?: string;
  /** Default `/etc/sysctl.d/60-router.conf`. */
  readonly sysctl?: string;
}

/**
 * The inside of a router machine, without its interfaces: add those with `extendGuest`. The packet filter is loaded
 * before forwarding is switched on. The kernel settings are applied here once more, because they name interfaces that
 * a rename creates after systemd-sysctl has run.
 */
export function routerGuest(plan: RouterPlan, paths: RouterPaths = {}): GuestConfig {
  const nftables = paths.nftables ?? '/etc/nftables.d/firewall-os.nft';
  const sysctl = paths.sysctl ?? '/etc/sysctl.d/60-router.conf';
  const servesDhcp = plan.inside.some(({ dhcp }) => dhcp !== undefined);
  const services = ['frr.service', ...(servesDhcp ? ['dnsmasq.service'] : [])];
  return {
    hostname: { fixed: plan.hostname },
    files: [
      everyBoot(nftables, renderNftables(plan), { mode: '0755' }),
      everyBoot(sysctl, renderSysctl(plan)),
      everyBoot(paths.frr ?? '/etc/frr/frr.conf', renderFrr(plan), { mode: '0640', owner: 'frr:frr' }),
      ...(servesDhcp
        ? [everyBoot(paths.dnsmasq ?? '/etc/dnsmasq.d/firewall-os.conf', renderDnsmasq(plan))]
        : []),
    ],
    commands: [
      { phase: 'early', run: ['nft', '-f', nftables] },
      { phase: 'early', run: ['sysctl', '-p', sysctl] },
      { phase: 'early', run: ['systemctl', '--no-block', 'restart', ...services] },
    ],
  };
}

function everyBoot(path: string, content: string, more: Partial<GuestFile> = {}): GuestFile {
  return { path, content, when: 'everyBoot', ...more };
}
