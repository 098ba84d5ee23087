import { Datacenter } from 'cdk8s-nested';

/** The site: 10.42.64.0/18, where the third octet is the VLAN. */
export const whiskey = new Datacenter('whiskey', {
  supernet: '10.42.64.0/18',
  repository: { url: 'https://git.whiskey.works/whiskey/flux-repo.git' },
});

export const vms = whiskey.segment('vms', {
  vlan: 66,
  cidr: '10.42.66.0/24',
  gateway: '10.42.66.1',
  bridge: 'br66',
  dhcp: '10.42.66.130-10.42.66.189',
});
export const uplink = whiskey.segment('uplink', { vlan: 67, cidr: '10.42.67.0/24', bridge: 'br67' });
export const storage = whiskey.segment('storage', { vlan: 68, cidr: '10.42.68.0/24' });
export const loadBalancers = whiskey.segment('load-balancers', { vlan: 69, cidr: '10.42.69.0/24' });

// Networks of the site that no cluster here takes addresses from; nothing else may use them.
whiskey.segment('management', { vlan: 64, cidr: '10.42.64.0/24' });
whiskey.segment('pxe', { cidr: '10.42.65.0/24' });
whiskey.segment('pods', { vlan: 70, cidr: '10.42.70.0/24' });
whiskey.segment('tailscale', { vlan: 71, cidr: '10.42.71.0/24' });

/** The RouterOS storage server: gateway to the site and target of every NVMe/TCP disk. */
export const rds = whiskey.router('rds', { asn: 65400, addresses: [uplink.address('10.42.67.1')] });

/** The router VM between the inner clusters and the site. */
export const firewallOs = whiskey.router('firewall-os', {
  asn: 64515,
  addresses: [vms.address('10.42.66.1'), uplink.address('10.42.67.201')],
});

export const vault = whiskey.secretStore('vault', {
  provider: (cluster) => ({
    vault: {
      server: 'https://vault.whiskey.works',
      path: 'kv',
      version: 'v2',
      // Vault asks the API behind a mount whether a token is good, so that each cluster has its own.
      auth: { kubernetes: { mountPath: `kubernetes-${cluster}`, role: 'external-secrets' } },
    },
  }),
});
