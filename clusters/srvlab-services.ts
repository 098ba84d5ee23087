import {
  InnerClusterServices,
  accept,
  dnsimple,
  echo,
  externalDns,
  ghost,
  hedgedoc,
  letsEncrypt,
  mariadb,
  postgres,
  tailscale,
  traefik,
  uptimeKuma,
} from 'cdk8s-nested';
import { vault, vms } from './datacenter.ts';
import { srvlab } from './srvlab.ts';
import { rdsVolumes } from './storage.ts';

new InnerClusterServices(srvlab, 'services', {
  secrets: [vault],
  storage: [rdsVolumes('srvlab')],
  certificates: letsEncrypt({
    email: 'ops@whiskey.works',
    server: 'production',
    // The zone at DNSimple is above the cluster's domain; external-dns would not look for it there.
    dns01: dnsimple(vault.secret('dnsimple'), { zones: ['whiskey.works'] }),
  }),
  // ingress-nginx, the seed's choice, was retired in March 2026; Traefik takes the same Ingress objects.
  ingress: traefik({ address: vms.address('10.42.66.201') }),
  remoteAccess: tailscale({ server: 'https://headscale.whiskey.works', address: '100.64.0.16' }),
  // Every host, and *.srvlab, points at the tailnet address: by itself external-dns would publish the load balancer's.
  dns: externalDns({ zone: 'srvlab.whiskey.works', wildcard: true }),
  databases: [postgres(), mariadb()],
  apps: [
    ghost({ host: 'blog' }),
    hedgedoc({ host: 'docs' }),
    uptimeKuma({ host: 'status' }),
    echo({ host: 'echo' }),
  ],
});

accept(srvlab, {
  code: 'services/ghost-database',
  reason: 'the blog has run on MariaDB from the start; its upgrades are tried on a copy first',
});
