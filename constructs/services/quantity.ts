import type { Size } from 'cdk8s';

/** A size as Kubernetes writes it: whole gibibytes as `5Gi`, anything smaller in mebibytes. */
export function quantity(size: Size): string {
  const mebibytes = size.toMebibytes();
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}
