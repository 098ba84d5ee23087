/** Files of a new repository, by path: one metal cluster and one inner cluster, ready for `npm install && npm run synth`. */
export function initFiles(name: string, version: string, peers: Peers): { readonly [path: string]: string } {
  return {
    '.gitignore': 'node_modules/\n',
    'README.md': README.replaceAll('NAME', name),
    'cdk8s.yaml': 'language: typescript\napp: npx cdk8s-nested synth\noutput: dist\n',
    'clusters/datacenter.ts': DATACENTER.replaceAll('NAME', name),
    'clusters/lab.ts': LAB,
    'clusters/main.ts': MAIN,
    'clusters/metal.ts': METAL,
    'package.json': `${JSON.stringify(packageJson(name, version, peers), undefined, 2)}\n`,
    'tsconfig.json': TSCONFIG,
  };
}

export interface Peers {
  readonly cdk8s: string;
  readonly 'cdk8s-plus-28': string;
  readonly constructs: string;
  readonly tsx: string;
}

function packageJson(name: string, version: string, peers: Peers): object {
  const { tsx, ...runtime } = peers;
  return {
    name,
    version: '0.0.0',
    private: true,
    type: 'module',
    scripts: {
      synth: 'cdk8s-nested synth',
      check: 'cdk8s-nested check',
      typecheck: 'tsc',
    },
    dependencies: { ...runtime, 'cdk8s-nested': `^${version}` },
    devDependencies: { tsx, typescript: '^7.0.2' },
  };
}

const README = `# NAME

The clusters of NAME. \`clusters/\` is what people edit, \`dist/\` is what Flux reads.

    npm install
    npm run check        # everything that can be told before a cluster sees it
    npm run synth        # the same, and writes dist/; commit it with the change that made it
    npm run typecheck

## The first time

1. In \`clusters/datacenter.ts\`, replace the networks and the repository by your own, in \`clusters/metal.ts\` the machines and the
   card or bond that carries their VLANs, and in \`clusters/lab.ts\` the image: a NixOS image with K3s in it.
2. \`npm run synth\`, commit, and push to the Git repository that \`clusters/datacenter.ts\` names.
3. Set up the machines by \`dist/hosts/metal/CHECKLIST.md\`, and start K3s with the configuration and the manifests of \`dist/hosts/metal/\`:
   they bring the network and Flux, and Flux brings everything else.
4. Make the Secret that the machines of lab join with; both values are random and stay the same for the life of the cluster:

       kubectl create namespace lab
       kubectl create secret generic lab-k3s --namespace lab \\
         --from-literal=token="$(openssl rand -hex 32)" --from-literal=node-password="$(openssl rand -hex 32)"

In CI, \`npx cdk8s-nested synth --check\` fails when \`dist/\` does not belong to \`clusters/\`.
\`npx cdk8s-nested explain CODE\` tells what a finding means.
`;

const DATACENTER = `import { Datacenter } from 'cdk8s-nested';

export const site = new Datacenter('NAME', {
  supernet: '10.42.64.0/18',
  repository: { url: 'https://git.example.org/NAME.git', folder: 'dist' },
});

/** The network that virtual machines are plugged into: the bridge br66 on every metal node. */
export const vms = site.segment('vms', {
  vlan: 66,
  cidr: '10.42.66.0/24',
  gateway: '10.42.66.1',
  bridge: 'br66',
  dhcp: '10.42.66.130-10.42.66.189',
});
`;

const METAL = `import { Size } from 'cdk8s';
import { MetalCluster, cilium, k3s } from 'cdk8s-nested';
import { site, vms } from './datacenter.ts';

/** The cluster on the machines themselves; it runs the virtual machines of all others. */
export const metal = new MetalCluster(site, 'metal', {
  distribution: k3s(),
  endpoint: vms.address('10.42.66.10'),
  pods: '10.142.0.0/16',
  services: '10.143.0.0/16',
  cni: cilium(),
  machineNetworks: [vms],
  nodes: [
    { name: 'node-1', role: 'control-plane', cpu: 32, memory: Size.gibibytes(128) },
    { name: 'node-2', cpu: 32, memory: Size.gibibytes(128) },
  ],
  hosts: { uplink: 'bond0' },
});
`;

const LAB = `import { Size } from 'cdk8s';
import { InnerCluster, NestedControlPlane, NestedWorkerPool, cilium, containerDisk, fixed, k3s } from 'cdk8s-nested';
import { vms } from './datacenter.ts';
import { metal } from './metal.ts';

export const lab = new InnerCluster(metal, 'lab', {
  distribution: k3s(),
  endpoint: vms.address('10.42.66.120'),
  pods: '10.150.0.0/16',
  services: '10.151.0.0/16',
  cni: cilium(),
  token: { type: 'existing', name: 'lab-k3s', reason: 'made by hand, see README.md' },
});

const machine = {
  cluster: lab,
  image: containerDisk('ghcr.io/example/vm-base-k3s:1.36.1', { os: 'nixos' }),
  cpu: 4,
  memory: Size.gibibytes(8),
};

new NestedControlPlane(lab.machines, 'control-plane', {
  ...machine,
  addresses: vms.addresses('10.42.66.121', '10.42.66.122', '10.42.66.123'),
});

new NestedWorkerPool(lab.machines, 'workers', { ...machine, segments: [vms], scale: fixed(2) });
`;

const MAIN = `import './lab.ts';

export { site } from './datacenter.ts';
`;

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2022",
    "module": "NodeNext",
    "strict": true,
    "noEmit": true,
    "allowImportingTsExtensions": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "skipLibCheck": true
  },
  "include": ["clusters"]
}
`;
