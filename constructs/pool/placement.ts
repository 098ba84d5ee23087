import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io.ts';

type Labels = { readonly [key: string]: string };

const HOSTNAME = 'kubernetes.io/hostname';

/** Keeps machines of one set on different metal nodes. */
export function antiAffinity(
  labels: Labels,
  strength: 'preferred' | 'required',
): NonNullable<VirtualMachineInstanceSpec['affinity']> {
  const podAffinityTerm = { labelSelector: { matchLabels: selector(labels) }, topologyKey: HOSTNAME };
  return {
    podAntiAffinity:
      strength === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: [podAffinityTerm] }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] },
  };
}

/** Spreads machines of one set over the metal nodes; an uneven spread is better than a machine that waits. */
export function spread(labels: Labels): NonNullable<VirtualMachineInstanceSpec['topologySpreadConstraints']> {
  return [
    {
      maxSkew: 1,
      topologyKey: HOSTNAME,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selector(labels) },
    },
  ];
}

/** What tells the machines of a set apart from all others of the namespace. */
export function selector(labels: Labels): { readonly [key: string]: string } {
  return { 'app.kubernetes.io/name': labels['app.kubernetes.io/name'] ?? '' };
}
