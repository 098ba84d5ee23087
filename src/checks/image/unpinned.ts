import { InputError, isPinned, listAt, parseImage, textAt } from '../../model/index.ts';
import type { EmittedObject, Repository } from '../../model/index.ts';
import { machinesOf } from '../kubevirt/machines.ts';
import { found } from '../object-rule.ts';
import { podsOf } from '../pods.ts';
import type { Rule } from '../rule.ts';

/** Every image is one release. */
export const imageUnpinned: Rule = {
  code: 'image/unpinned',
  title: 'every container and machine image has a tag other than latest, or a digest',
  why: 'Without a release in Git, each node runs what the registry had when it pulled: replicas differ, a restart is an upgrade, and a revert in Git brings nothing back. KubeVirt and the kubelet also pull such images on every start.',
  *validate(repository) {
    // Few images stand in many objects.
    const problems = new Map<string, string | undefined>();
    for (const { object, field, image } of imagesOf(repository)) {
      if (!problems.has(image)) problems.set(image, problemOf(image));
      const problem = problems.get(image);
      if (problem === undefined) continue;
      yield found(imageUnpinned.code, object, {
        field,
        message: problem,
        got: image,
        expected: 'registry/name:release or registry/name@sha256:digest',
        fix: 'name the release, better with its digest',
      });
    }
  },
};

/** An image and the place where an object names it. */
interface UsedImage {
  readonly object: EmittedObject;
  readonly field: string;
  readonly image: string;
}

const known = new WeakMap<Repository, readonly UsedImage[]>();

/** Every image that an object of the repository names in a place of its own; read once for each repository. */
export function imagesOf(repository: Repository): readonly UsedImage[] {
  let images = known.get(repository);
  if (images === undefined) known.set(repository, (images = [...read(repository)]));
  return images;
}

function* read(repository: Repository): Iterable<UsedImage> {
  for (const { object, spec, path } of podsOf(repository)) {
    for (const list of ['initContainers', 'containers']) {
      for (const [i, container] of listAt(spec, list).entries()) {
        const image = textAt(container, 'image');
        if (image !== undefined) yield { object, field: `${path}.${list}[${i}].image`, image };
      }
    }
  }
  for (const { object, domain, volumes, path } of machinesOf(repository)) {
    for (const [i, volume] of volumes.entries()) {
      const image = textAt(volume, 'containerDisk', 'image');
      if (image !== undefined) yield { object, field: `${path}.volumes[${i}].containerDisk.image`, image };
    }
    const kernel = textAt(domain, 'firmware', 'kernelBoot', 'container', 'image');
    if (kernel !== undefined)
      yield { object, field: `${path}.domain.firmware.kernelBoot.container.image`, image: kernel };
  }
}

function problemOf(image: string): string | undefined {
  try {
    return isPinned(parseImage(image)) ? undefined : 'the image is whatever the registry has at the time';
  } catch (error) {
    if (error instanceof InputError) return error.finding.message;
    throw error;
  }
}
