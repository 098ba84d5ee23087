import { readFileSync } from 'node:fs';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { InputError } from '../../src/model/index.ts';
import { readYaml } from '../../src/yaml/read-yaml.ts';

const SOPS_FILE = Symbol.for('cdk8s-nested.SopsFile');

export interface SopsFileProps {
  readonly name: string;
  readonly namespace: string;
  /** The encrypted manifest, relative to the working folder. */
  readonly file: string;
}

/**
 * A SOPS-encrypted Secret that goes into the repository byte for byte: re-rendering would break its MAC.
 * The file must be a Secret of that name and namespace whose values are encrypted.
 */
export class SopsFile extends ApiObject {
  readonly bytes: string;

  static isSopsFile(value: unknown): value is SopsFile {
    return typeof value === 'object' && value !== null && SOPS_FILE in value;
  }

  constructor(scope: Construct, id: string, props: SopsFileProps) {
    const { bytes, manifest } = read(props);
    check(props, manifest);
    super(scope, id, manifest as { apiVersion: string; kind: string });
    this.bytes = bytes;
    Object.defineProperty(this, SOPS_FILE, { value: true });
  }
}

interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly sops?: unknown;
}

function read(props: SopsFileProps): { readonly bytes: string; readonly manifest: Manifest } {
  try {
    const bytes = readFileSync(props.file, 'utf8');
    return { bytes, manifest: readYaml(bytes) as Manifest };
  } catch (error) {
    throw new InputError({
      code: 'secret/sops-file',
      message: `${props.file} cannot be read`,
      got: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
      expected: `the encrypted Secret ${props.namespace}/${props.name}, relative to the working folder`,
      fix: 'correct the path or the file',
    });
  }
}

function check(props: SopsFileProps, manifest: Manifest): void {
  const wanted = `Secret ${props.namespace}/${props.name}`;
  const found = `${manifest?.kind} ${manifest?.metadata?.namespace}/${manifest?.metadata?.name}`;
  if (manifest?.sops === undefined || found !== wanted) {
    throw new InputError({
      code: 'secret/sops-file',
      message: `${props.file} is not the encrypted Secret it is used as`,
      got: manifest?.sops === undefined ? `${found} without SOPS metadata` : found,
      expected: `${wanted} with a top-level sops section`,
      fix: `encrypt it with: sops --encrypt --in-place ${props.file}`,
    });
  }
}
