/** Nodes that something runs on. */
export interface Placement {
  readonly nodeSelector?: { readonly [label: string]: string } | undefined;
  readonly tolerations?:
    | readonly {
        readonly key?: string | undefined;
        readonly operator?: 'Exists' | 'Equal' | undefined;
        readonly value?: string | undefined;
        readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute' | undefined;
      }[]
    | undefined;
}

/** Linux nodes of one processor architecture; images of another would not start there. */
export function nodesOf(architecture: 'amd64' | 'arm64'): Placement {
  return { nodeSelector: { 'kubernetes.io/arch': architecture, 'kubernetes.io/os': 'linux' } };
}

/** The toleration that operators of a cluster carry: nodes that are kept for critical add-ons take them, too. */
export const CRITICAL = [{ key: 'CriticalAddonsOnly', operator: 'Exists' }] as const;
