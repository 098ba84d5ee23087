import { crdsThere } from '../facts.ts';
import { cilium } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const multus = `
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: vms, namespace: default }
spec:
  config: '{ "cniVersion": "1.0.0", "name": "vms", "type": "bridge", "bridge": "br66", "ipam": {}, "disableContainerInterface": true, "macspoofchk": true }'
`;

export const repository = repositoryOf(
  { metal: { infrastructure: { objects: cilium({ cni: undefined }) + multus } } },
  [crdsThere('k8s.cni.cncf.io')],
);
