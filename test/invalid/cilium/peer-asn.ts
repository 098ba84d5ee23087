import { chain, crdsThere } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

/** The upstream router has the number 65400. */
const objects = `
apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: { name: metal }
spec:
  nodeSelector: {}
  bgpInstances:
    - name: main
      localASN: 64514
      peers: [{ name: rds, peerASN: 65401, peerAddress: 10.42.67.1 }]
`;

export const repository = repositoryOf({ metal: { 'infrastructure-config': { objects } } }, [
  crdsThere('cilium.io'),
  ...chain(),
]);
