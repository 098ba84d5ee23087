import { Construct } from 'constructs';
import { InputError } from '../../src/model/index.ts';
import { markOrigin } from './declare.ts';

const TEXT_FILE = Symbol.for('cdk8s-nested.TextFile');

export interface TextFileProps {
  /** Place in the output, such as `hosts/metal/kubevirt-host.nix`; never below `clusters/` or `manifests/`. */
  readonly path: string;
  readonly text: string;
}

/** A file beside the Kubernetes objects: host modules, router scripts, checklists. Flux never applies it. */
export class TextFile extends Construct {
  readonly path: string;
  readonly text: string;

  constructor(scope: Construct, id: string, props: TextFileProps) {
    super(scope, id);
    if (/^(clusters|manifests)\//.test(props.path)) {
      throw new InputError({
        code: 'out/reserved-path',
        message: 'text files may not lie where Flux looks for Kubernetes objects',
        got: props.path,
        expected: 'a path such as hosts/NAME/FILE',
        fix: 'choose another folder',
      });
    }
    this.path = props.path;
    this.text = props.text;
    Object.defineProperty(this, TEXT_FILE, { value: true });
    markOrigin(this);
  }

  static isTextFile(value: unknown): value is TextFile {
    return typeof value === 'object' && value !== null && TEXT_FILE in value;
  }
}
