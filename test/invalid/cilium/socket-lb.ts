import { crdsThere } from '../facts.ts';
import { cilium } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const kubevirt = `
---
apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata: { name: kubevirt, namespace: default }
spec: {}
`;

export const repository = repositoryOf(
  { metal: { infrastructure: { objects: cilium({ socketLB: undefined }) + kubevirt } } },
  [crdsThere('kubevirt.io')],
);
