import { repositoryOf } from '../repository-of.ts';

/** Cilium's peering policy was removed in 1.19. */
const objects = `
apiVersion: cilium.io/v2alpha1
kind: CiliumBGPPeeringPolicy
metadata: { name: rack0 }
spec: {}
`;

export const repository = repositoryOf({ srvlab: { 'infrastructure-config': { objects } } });
