import { Size } from 'cdk8s';
import { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { InnerCluster } from '../../constructs/cluster/inner-cluster.ts';
import { cilium, k3s } from '../../constructs/cluster/nested-cluster.ts';
import { MetalCluster } from '../../constructs/metal/metal-cluster.ts';
import type { SecretStore } from '../../constructs/secret/secret-store.ts';
import {
  dnsimple,
  echo,
  externalDns,
  ghost,
  hedgedoc,
  letsEncrypt,
  mariadb,
  postgres,
  rdsCsi,
  tailscale,
  uptimeKuma,
} from '../../constructs/services/index.ts';
import type { InnerClusterServicesProps } from '../../constructs/services/index.ts';
import type { Segment } from '../../src/model/index.ts';

export interface Site {
  readonly datacenter: Datacenter;
  readonly lab: InnerCluster;
  readonly vms: Segment;
  readonly vault: SecretStore;
}

/** A site with one inner cluster, to which a test adds services. */
export function site(): Site {
  const datacenter = new Datacenter('site', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.example.org/flux.git' },
  });
  const vms = datacenter.segment('vms', {
    vlan: 66,
    cidr: '10.42.66.0/24',
    gateway: '10.42.66.1',
    bridge: 'br66',
  });
  const vault = datacenter.secretStore('vault', {
    provider: {
      vault: {
        server: 'https://vault.example.org',
        auth: { kubernetes: { mountPath: 'kubernetes', role: 'eso' } },
      },
    },
  });
  const metal = new MetalCluster(datacenter, 'metal', {
    distribution: k3s(),
    endpoint: vms.address('10.42.66.10'),
    pods: '10.142.0.0/16',
    services: '10.143.0.0/16',
    cni: cilium(),
    nodes: [{ name: 'n1', cpu: 8, memory: Size.gibibytes(64) }],
  });
  const lab = new InnerCluster(metal, 'lab', {
    distribution: k3s(),
    endpoint: vms.address('10.42.66.120'),
    pods: '10.150.0.0/16',
    services: '10.151.0.0/16',
    cni: cilium({ neighbours: 'l2', loadBalancers: vms.range('10.42.66.200-10.42.66.219') }),
    token: vault.secret('lab/k3s'),
  });
  return { datacenter, lab, vms, vault };
}

/** Everything that the library offers, but for the ingress. */
export function everything(store: SecretStore): InnerClusterServicesProps {
  return {
    secrets: [store],
    certificates: letsEncrypt({ email: 'ops@example.org', dns01: dnsimple() }),
    dns: externalDns({ zone: 'lab.example.org', wildcard: true }),
    remoteAccess: tailscale({ server: 'https://headscale.example.org', address: '100.64.0.16' }),
    storage: [
      rdsCsi({
        management: '10.42.241.3',
        storage: '10.42.68.1',
        user: 'lab-csi',
        basePath: '/storage-pool/lab',
      }),
    ],
    databases: [postgres(), mariadb()],
    apps: [ghost({ host: 'blog' }), hedgedoc({ host: 'docs' }), uptimeKuma({ host: 'status' }), echo()],
  };
}
