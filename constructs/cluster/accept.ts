import type { Construct } from 'constructs';
import { declare } from './declare.ts';

export interface AcceptProps {
  /** The finding's code, as `explain` takes it. */
  readonly code: string;
  /** Why it is right here; printed in every run. */
  readonly reason: string;
  /** Only for this object, e.g. `PersistentVolumeClaim srvlab/old-root`. @default everything below the construct */
  readonly object?: string | undefined;
}

/** Accepts a finding below `scope`, with a reason that every run prints. */
export function accept(scope: Construct, { code, reason, object }: AcceptProps): void {
  declare(scope, { type: 'waiver', code, reason, object });
}
