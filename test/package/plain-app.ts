// Every public construct in a plain cdk8s app: no Datacenter, and literals instead of its handles.
import { App, Chart, Size, YamlOutputType } from 'cdk8s';
import {
  CiliumBgp,
  FirewallRouterVM,
  HelmInstall,
  ImageImport,
  InnerCluster,
  InnerClusterServices,
  MetalCluster,
  NestedControlPlane,
  NestedWorkerPool,
  SecretStore,
  Segment,
  cilium,
  ciliumGateway,
  containerDisk,
  cron,
  dnsimple,
  echo,
  externalDns,
  fixed,
  ghost,
  hedgedoc,
  ingressNginx,
  k3s,
  keda,
  letsEncrypt,
  mariadb,
  postgres,
  prometheus,
  rdsCsi,
  rdsNvmeRwx,
  tailscale,
  traefik,
  uptimeKuma,
} from 'cdk8s-nested';
import type { BgpRouter, NestedCluster, NestedMachineProps } from 'cdk8s-nested';

const vms = new Segment('vms', {
  vlan: 66,
  cidr: '10.42.66.0/24',
  gateway: '10.42.66.1',
  bridge: 'br66',
  dhcp: '10.42.66.130-10.42.66.189',
});
const uplink = new Segment('uplink', { vlan: 67, cidr: '10.42.67.0/24', bridge: 'br67' });
const repository = { url: 'https://git.example.org/flux.git' };
const edge: BgpRouter = { name: 'edge', asn: 65400, addresses: [uplink.address('10.42.67.1')] };
const router: BgpRouter = {
  name: 'router',
  asn: 64515,
  addresses: [vms.address('10.42.66.1'), uplink.address('10.42.67.201')],
};
const lab: NestedCluster = {
  name: 'lab',
  namespace: 'lab',
  distribution: k3s(),
  endpoint: vms.address('10.42.66.120'),
  podCidr: '10.150.0.0/16',
  serviceCidr: '10.151.0.0/16',
  cni: cilium({ asn: 64516, peers: [router], loadBalancers: vms.range('10.42.66.200-10.42.66.219') }),
  token: { type: 'existing', name: 'lab-k3s', reason: 'made by hand' },
  repository,
};

const app = new App({ outdir: process.argv[2] ?? 'out', yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
const chart = (name: string): Chart => new Chart(app, name, { disableResourceNameHashes: true });

const metal = new MetalCluster(chart('metal-cluster'), 'metal', {
  distribution: k3s(),
  endpoint: uplink.address('10.42.67.10'),
  pods: '10.142.0.0/16',
  services: '10.143.0.0/16',
  cni: cilium({ asn: 64514, peers: [edge] }),
  machineNetworks: [vms, uplink],
  nodes: [{ name: 'one', cpu: 64, memory: Size.gibibytes(256) }],
  hosts: { uplink: 'bond0' },
  repository,
});
new InnerCluster(metal, 'inner', {
  distribution: k3s(),
  endpoint: vms.address('10.42.66.119'),
  pods: '10.152.0.0/16',
  services: '10.153.0.0/16',
  cni: cilium(),
  token: { type: 'existing', name: 'inner-k3s', reason: 'made by hand' },
  repository,
});

const machine: NestedMachineProps = {
  cluster: lab,
  image: containerDisk('ghcr.io/example/vm-base-k3s:1.36.1', { os: 'nixos' }),
  cpu: 4,
  memory: Size.gibibytes(8),
};
const root = { size: Size.gibibytes(100), storageClass: rdsNvmeRwx };
new NestedControlPlane(chart('control-plane'), 'servers', {
  ...machine,
  addresses: vms.addresses('10.42.66.121', '10.42.66.122', '10.42.66.123'),
  root,
});
const workers = chart('workers');
new NestedWorkerPool(workers, 'replica-set', {
  ...machine,
  segments: [vms],
  set: 'replicaSet',
  scale: keda({
    min: 1,
    max: 3,
    triggers: [
      cron({ timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 20 * * *', replicas: 2 }),
      prometheus({ server: 'http://prometheus.monitoring:9090', query: 'sum(up)', threshold: 10 }),
    ],
  }),
});
new NestedWorkerPool(workers, 'pool', { ...machine, segments: [vms], set: 'pool', scale: fixed(2), root });
new NestedWorkerPool(workers, 'machines', {
  ...machine,
  segments: [vms],
  set: 'machines',
  addresses: vms.addresses('10.42.66.125', '10.42.66.126'),
});

new ImageImport(chart('image'), 'root', {
  image: machine.image,
  claim: { name: 'root', namespace: 'lab', ...root },
});
new FirewallRouterVM(chart('router'), 'router', {
  router,
  image: containerDisk('ghcr.io/example/router:1.0.0'),
  inside: vms.address('10.42.66.1'),
  outside: uplink.address('10.42.67.201'),
  upstream: [edge],
  clusters: [lab],
  nameservers: ['10.42.67.1'],
});
new CiliumBgp(chart('bgp'), 'bgp', { cluster: lab });
new HelmInstall(chart('helm'), 'podinfo', {
  name: 'podinfo',
  namespace: 'podinfo',
  chart: { url: 'https://stefanprodan.github.io/podinfo', chart: 'podinfo', version: '6.9.0' },
  values: { replicaCount: 2 },
});

const vault = new SecretStore('vault', {
  provider: { vault: { server: 'https://vault.example.org', path: 'kv', version: 'v2' } },
});
const services = {
  cluster: lab,
  secrets: [vault],
  certificates: letsEncrypt({ email: 'ops@example.org', dns01: dnsimple(vault.secret('dnsimple')) }),
  dns: externalDns({ zone: 'lab.example.org' }),
  remoteAccess: tailscale({ server: 'https://headscale.example.org', address: '100.64.0.16' }),
  storage: [
    rdsCsi({
      management: '10.42.241.3',
      storage: '10.42.68.1',
      user: 'lab-csi',
      basePath: '/storage-pool/lab-csi',
      nqnPrefix: 'nqn.2000-02.com.mikrotik:lab-',
    }),
  ],
  databases: [postgres(), mariadb()],
  apps: [
    ghost({ host: 'blog' }),
    hedgedoc({ host: 'docs' }),
    uptimeKuma({ host: 'status' }),
    echo({ host: 'echo' }),
  ],
};
const address = vms.address('10.42.66.201');
for (const ingress of [traefik({ address }), ingressNginx({ address }), ciliumGateway({ address })]) {
  new InnerClusterServices(chart(`services-${ingress.name}`), 'services', { ...services, ingress });
}

app.synth();
