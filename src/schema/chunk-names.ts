/** File (without `.cjs`) in `validators/` that holds the validators of an API group. */
export function chunkOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? 'core' : apiVersion.slice(0, slash);
}

/** Name under which the chunk exports the validator of a kind: `v1_VirtualMachine`. */
export function checkOf(apiVersion: string, kind: string): string {
  return `${apiVersion.slice(apiVersion.indexOf('/') + 1)}_${kind}`;
}
