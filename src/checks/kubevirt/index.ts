import type { Rule } from '../rule.ts';
import { kubevirtBootOrder } from './boot-order.ts';
import { kubevirtBootloader } from './bootloader.ts';
import { kubevirtBridgeVlan } from './bridge-vlan.ts';
import { kubevirtCloudInitSize } from './cloud-init-size.ts';
import { kubevirtCloudInitSource } from './cloud-init-source.ts';
import { kubevirtCpuFeatures } from './cpu-features.ts';
import { kubevirtDataVolumeTemplate } from './data-volume-template.ts';
import { kubevirtDedicatedCpu } from './dedicated-cpu.ts';
import { kubevirtDefaultNetwork } from './default-network.ts';
import { kubevirtDiskOptions } from './disk-options.ts';
import { kubevirtDiskTarget } from './disk-target.ts';
import { kubevirtDiskVolume } from './disk-volume.ts';
import { kubevirtDuplicateName } from './duplicate-name.ts';
import { kubevirtDuplicateUuid } from './duplicate-uuid.ts';
import { kubevirtEmptyInstanceId } from './empty-instance-id.ts';
import { kubevirtFeatureGate } from './feature-gate.ts';
import { kubevirtGenerateName } from './generate-name.ts';
import { kubevirtHostDevice } from './host-device.ts';
import { kubevirtHugepages } from './hugepages.ts';
import { kubevirtImportJob } from './import-job.ts';
import { kubevirtInstancetypeConflict } from './instancetype-conflict.ts';
import { kubevirtInterfaceBinding } from './interface-binding.ts';
import { kubevirtInterfaceNetwork } from './interface-network.ts';
import { kubevirtInterfaceOptions } from './interface-options.ts';
import { kubevirtLiveMigrate } from './live-migrate.ts';
import { kubevirtMachineType } from './machine-type.ts';
import { kubevirtMemory } from './memory.ts';
import { kubevirtNetworkDefinition } from './network-definition.ts';
import { kubevirtNetworkType } from './network-type.ts';
import { kubevirtOneInstallation } from './one-installation.ts';
import { kubevirtPoolStrategy } from './pool-strategy.ts';
import { kubevirtProbe } from './probe.ts';
import { kubevirtReplicatedDisk } from './replicated-disk.ts';
import { kubevirtReplicatedIdentity } from './replicated-identity.ts';
import { kubevirtReservedLabel } from './reserved-label.ts';
import { kubevirtRunStrategy } from './run-strategy.ts';
import { kubevirtSelector } from './selector.ts';
import { kubevirtSharedFileSystem } from './shared-file-system.ts';
import { kubevirtUnknownBridge } from './unknown-bridge.ts';
import { kubevirtUnstableUuid } from './unstable-uuid.ts';
import { kubevirtVolumeMode } from './volume-mode.ts';
import { kubevirtVolumeSource } from './volume-source.ts';

export const kubevirtRules = {
  'kubevirt/boot-order': kubevirtBootOrder,
  'kubevirt/bootloader': kubevirtBootloader,
  'kubevirt/bridge-vlan': kubevirtBridgeVlan,
  'kubevirt/cloud-init-size': kubevirtCloudInitSize,
  'kubevirt/cloud-init-source': kubevirtCloudInitSource,
  'kubevirt/cpu-features': kubevirtCpuFeatures,
  'kubevirt/data-volume-template': kubevirtDataVolumeTemplate,
  'kubevirt/dedicated-cpu': kubevirtDedicatedCpu,
  'kubevirt/default-network': kubevirtDefaultNetwork,
  'kubevirt/disk-options': kubevirtDiskOptions,
  'kubevirt/disk-target': kubevirtDiskTarget,
  'kubevirt/disk-volume': kubevirtDiskVolume,
  'kubevirt/duplicate-name': kubevirtDuplicateName,
  'kubevirt/duplicate-uuid': kubevirtDuplicateUuid,
  'kubevirt/empty-instance-id': kubevirtEmptyInstanceId,
  'kubevirt/feature-gate': kubevirtFeatureGate,
  'kubevirt/generate-name': kubevirtGenerateName,
  'kubevirt/host-device': kubevirtHostDevice,
  'kubevirt/hugepages': kubevirtHugepages,
  'kubevirt/import-job': kubevirtImportJob,
  'kubevirt/instancetype-conflict': kubevirtInstancetypeConflict,
  'kubevirt/interface-binding': kubevirtInterfaceBinding,
  'kubevirt/interface-network': kubevirtInterfaceNetwork,
  'kubevirt/interface-options': kubevirtInterfaceOptions,
  'kubevirt/live-migrate': kubevirtLiveMigrate,
  'kubevirt/machine-type': kubevirtMachineType,
  'kubevirt/memory': kubevirtMemory,
  'kubevirt/network-definition': kubevirtNetworkDefinition,
  'kubevirt/network-type': kubevirtNetworkType,
  'kubevirt/one-installation': kubevirtOneInstallation,
  'kubevirt/pool-strategy': kubevirtPoolStrategy,
  'kubevirt/probe': kubevirtProbe,
  'kubevirt/replicated-disk': kubevirtReplicatedDisk,
  'kubevirt/replicated-identity': kubevirtReplicatedIdentity,
  'kubevirt/reserved-label': kubevirtReservedLabel,
  'kubevirt/run-strategy': kubevirtRunStrategy,
  'kubevirt/selector': kubevirtSelector,
  'kubevirt/shared-file-system': kubevirtSharedFileSystem,
  'kubevirt/unknown-bridge': kubevirtUnknownBridge,
  'kubevirt/unstable-uuid': kubevirtUnstableUuid,
  'kubevirt/volume-mode': kubevirtVolumeMode,
  'kubevirt/volume-source': kubevirtVolumeSource,
} satisfies { readonly [code: string]: Rule };
