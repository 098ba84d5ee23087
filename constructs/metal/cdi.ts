import type { Construct } from 'constructs';
import { CDI } from '../../imports/cdi.kubevirt.io.ts';
import type { StorageClassRef } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { stage } from '../cluster/stage.ts';
import { KEEP } from '../flux/namespace.ts';
import { imagePin } from '../versions.ts';
import { CDI_OPERATOR, cdiOperator } from './cdi-operator.ts';
import { CRITICAL } from './placement.ts';
import type { Placement } from './placement.ts';

export interface CdiProps {
  /** The operator; the images of all components have its tag. @default the pinned release */
  readonly image?: string | undefined;
  /** Class of the volume that an import unpacks to. It must offer Filesystem volumes. @default the cluster's default */
  readonly scratchSpace?: StorageClassRef | undefined;
  /** Where CDI and its importers run. @default nodes of the machines' architecture */
  readonly nodes?: Placement | undefined;
}

/** The Containerized Data Importer: the operator in infrastructure, the CDI object in infrastructure-config. */
export function installCdi(scope: Construct, props: CdiProps, machines: Placement): void {
  const { nodes = machines, scratchSpace } = props;
  cdiOperator(stage(scope, 'infrastructure', 'cdi'), props.image ?? imagePin('cdi-operator'), nodes);
  const ref = { group: 'cdi.kubevirt.io', kind: 'CDI', name: 'cdi' };
  const object = new CDI(stage(scope, 'infrastructure-config', 'cdi'), 'cdi', {
    metadata: { name: ref.name, annotations: { ...KEEP } },
    spec: {
      imagePullPolicy: 'IfNotPresent',
      uninstallStrategy: 'BlockUninstallIfWorkloadsExist',
      config: {
        // Otherwise an import binds a volume to whatever node the importer runs on.
        featureGates: ['HonorWaitForFirstConsumer'],
        ...(scratchSpace === undefined ? {} : { scratchSpaceStorageClass: scratchSpace.name }),
      },
      infra: { ...nodes, tolerations: [...CRITICAL, ...(nodes.tolerations ?? [])] },
      workload: nodes,
    },
  });
  declare(object, { type: 'stateful', ref, holds: 'the disks that data volumes describe' });
  declare(object, {
    type: 'crds',
    crds: ['*.cdi.kubevirt.io', '*.forklift.cdi.kubevirt.io'],
    by: ref,
    provenance: 'operator',
  });
  declare(object, { type: 'needs', ref: CDI_OPERATOR, reason: 'cdi-operator acts on the CDI object' });
  declare(object, {
    type: 'gate',
    ref,
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    current: "status.phase == 'Deployed' && status.observedVersion == status.targetVersion",
    failed: "status.phase == 'Error'",
  });
}
