import { at, listAt, textAt } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { given, shown } from '../object-rule.ts';
import type { Mistake } from '../object-rule.ts';
import { virtualMachineRule } from './machines.ts';

const SOURCES = ['blank', 'gcs', 'http', 'imageio', 'pvc', 'registry', 's3', 'snapshot', 'upload', 'vddk'];

/** Disks that a virtual machine brings along. */
export const kubevirtDataVolumeTemplate = virtualMachineRule(
  {
    code: 'kubevirt/data-volume-template',
    title: 'a dataVolumeTemplate has a name, one size, one source, and a volume that uses it',
    why: 'The KubeVirt 1.9 validating webhook (storage/admitters/data-volume-template.go) refuses templates without a name, with pvc beside storage, with no source or several, in another namespace, or without a volume.',
  },
  function* ({ volumes, vm, object }) {
    const used = new Set(
      volumes.map(
        (volume) =>
          textAt(volume, 'dataVolume', 'name') ?? textAt(volume, 'persistentVolumeClaim', 'claimName'),
      ),
    );
    for (const [i, template] of listAt(vm, 'dataVolumeTemplates').entries()) {
      const field = `dataVolumeTemplates[${i}]`;
      const name = textAt(template, 'metadata', 'name');
      if (name === undefined || name === '') {
        yield mistake(`${field}.metadata.name`, 'the disk has no name', 'nothing', 'a name', 'name the disk');
      } else if (!used.has(name)) {
        const expected = `a volume with dataVolume.name: ${name}`;
        yield mistake(field, 'no volume uses the disk', name, expected, 'add the volume and its disk');
      }
      const namespace = textAt(template, 'metadata', 'namespace');
      if (namespace !== undefined && namespace !== object.ref.namespace) {
        const expected = `${object.ref.namespace ?? 'none'}, the namespace of the machine`;
        const message = 'the disk is in another namespace than its machine';
        yield mistake(`${field}.metadata.namespace`, message, namespace, expected, 'leave the namespace out');
      }
      yield* specMistakes(at(template, 'spec'), `${field}.spec`);
    }
  },
);

function* specMistakes(spec: Json | undefined, field: string): Iterable<Mistake> {
  const sizes = given(spec, ['pvc', 'storage']);
  if (sizes.length !== 1) {
    const got = sizes.join(' and ') || 'neither';
    yield mistake(
      field,
      'the claim of the disk is described once',
      got,
      'one of storage and pvc',
      'use storage',
    );
  }
  const sources = [...given(at(spec, 'source'), SOURCES), ...given(spec, ['sourceRef'])];
  if (sources.length !== 1) {
    const got = sources.join(' and ') || shown(at(spec, 'source'));
    const expected = `one of ${SOURCES.join(', ')} or a sourceRef`;
    yield mistake(
      `${field}.source`,
      'the disk has one source',
      got,
      expected,
      'keep one source; blank: {} for an empty disk',
    );
  }
}

function mistake(field: string, message: string, got: string, expected: string, fix: string): Mistake {
  return { field, message, got, expected, fix };
}
