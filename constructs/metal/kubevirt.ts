import type { Construct } from 'constructs';
import { KubeVirt } from '../../imports/kubevirt.io.ts';
import type {
  KubeVirtSpec,
  KubeVirtSpecConfigurationPermittedHostDevices,
} from '../../imports/kubevirt.io.ts';
import { declare } from '../cluster/declare.ts';
import { stage } from '../cluster/stage.ts';
import { KEEP } from '../flux/namespace.ts';
import { imagePin } from '../versions.ts';
import { alphaGates } from './feature-gates.ts';
import { KUBEVIRT_NAMESPACE, VIRT_OPERATOR, kubeVirtOperator } from './kubevirt-operator.ts';
import type { Placement } from './placement.ts';

export interface KubeVirtProps {
  /** The operator; the images of all components have its tag. @default the pinned release */
  readonly image?: string | undefined;
  /** Alpha gates. Gates that are settled in KubeVirt 1.9 are refused. @default none */
  readonly featureGates?: readonly string[] | undefined;
  /** Beta gates to switch off. @default none */
  readonly disabledFeatureGates?: readonly string[] | undefined;
  /** What happens to VMs without a strategy of their own when their node is drained. @default LiveMigrateIfPossible */
  readonly evictionStrategy?: 'None' | 'LiveMigrate' | 'LiveMigrateIfPossible' | 'External' | undefined;
  /** GPUs and other PCI devices that VMs may name. `pciVendorSelector` is `VENDOR:DEVICE`. @default none */
  readonly passthrough?: KubeVirtSpecConfigurationPermittedHostDevices | undefined;
  /** Virtual CPUs for each physical one. @default 10, KubeVirt's own */
  readonly cpuAllocationRatio?: number | undefined;
  /** Guest memory as a percentage of what its pod requests. @default 100 */
  readonly memoryOvercommit?: number | undefined;
  /** Where virt-api and virt-controller run. @default nodes of the machines' architecture */
  readonly infra?: Placement | undefined;
  /** Where virt-handler and the VMs run. @default nodes of the machines' architecture */
  readonly workloads?: Placement | undefined;
}

/**
 * KubeVirt: the operator in infrastructure, the KubeVirt object in infrastructure-config. virt-operator registers the
 * CRDs of virtual machines only after it has seen that object, so VMs wait for its phase `Deployed`.
 */
export function installKubeVirt(scope: Construct, props: KubeVirtProps, machines: Placement): void {
  const { infra = machines, workloads = machines } = props;
  kubeVirtOperator(
    stage(scope, 'infrastructure', 'kubevirt'),
    props.image ?? imagePin('virt-operator'),
    infra,
  );
  const ref = { group: 'kubevirt.io', kind: 'KubeVirt', namespace: KUBEVIRT_NAMESPACE, name: 'kubevirt' };
  const object = new KubeVirt(stage(scope, 'infrastructure-config', 'kubevirt'), 'kubevirt', {
    metadata: { namespace: ref.namespace, name: ref.name, annotations: { ...KEEP } },
    spec: {
      imagePullPolicy: 'IfNotPresent',
      // Without this, deleting the object would delete every VM with it.
      uninstallStrategy: 'BlockUninstallIfWorkloadsExist',
      infra: { nodePlacement: infra },
      workloads: { nodePlacement: workloads },
      configuration: configuration(props),
    },
  });
  declare(object, { type: 'stateful', ref, holds: 'every virtual machine of the cluster' });
  declare(object, { type: 'crds', crds: CRDS, by: ref, provenance: 'operator' });
  declare(object, {
    type: 'needs',
    ref: VIRT_OPERATOR,
    reason: 'virt-operator acts on the KubeVirt object',
  });
  declare(object, {
    type: 'gate',
    ref,
    apiVersion: 'kubevirt.io/v1',
    current: "status.phase == 'Deployed' && status.observedGeneration == metadata.generation",
  });
}

/** Groups that virt-operator 1.9 registers (pkg/virt-operator/resource/generate/components/crds.go). */
const CRDS = [
  '*.clone.kubevirt.io',
  '*.export.kubevirt.io',
  '*.instancetype.kubevirt.io',
  '*.kubevirt.io',
  '*.migrations.kubevirt.io',
  '*.pool.kubevirt.io',
  '*.snapshot.kubevirt.io',
];

function configuration(props: KubeVirtProps): NonNullable<KubeVirtSpec['configuration']> {
  const {
    passthrough,
    featureGates = [],
    disabledFeatureGates = [],
    cpuAllocationRatio,
    memoryOvercommit,
  } = props;
  const gates = alphaGates(featureGates);
  const developer = {
    ...(gates.length === 0 ? {} : { featureGates: gates }),
    ...(disabledFeatureGates.length === 0
      ? {}
      : { disabledFeatureGates: [...new Set(disabledFeatureGates)].toSorted() }),
    ...(cpuAllocationRatio === undefined ? {} : { cpuAllocationRatio }),
    ...(memoryOvercommit === undefined ? {} : { memoryOvercommit }),
  };
  return {
    evictionStrategy: props.evictionStrategy ?? 'LiveMigrateIfPossible',
    // A VM that names no network would get a bridge on the pod network, which cannot migrate.
    network: { defaultNetworkInterface: 'masquerade', permitBridgeInterfaceOnPodNetwork: false },
    ...(Object.keys(developer).length === 0 ? {} : { developerConfiguration: developer }),
    ...(passthrough === undefined ? {} : { permittedHostDevices: passthrough }),
  };
}
