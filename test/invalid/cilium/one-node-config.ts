import { crdsThere } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

const config = (name: string, selector: string): string => `
---
apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: { name: ${name} }
spec:
  nodeSelector: ${selector}
  bgpInstances: [{ name: main, localASN: 64516, peers: [{ name: rds, peerASN: 65400, peerAddress: 10.42.67.1 }] }]
`;

const objects = config('all', '{}') + config('workers', '{ matchLabels: { role: worker } }');

export const repository = repositoryOf({ srvlab: { 'infrastructure-config': { objects } } }, [
  crdsThere('cilium.io'),
]);
