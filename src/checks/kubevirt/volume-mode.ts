import { listAt, textAt } from '../../model/index.ts';
import { found } from '../object-rule.ts';
import { podsOf } from '../pods.ts';
import type { Rule } from '../rule.ts';
import { claimMode } from './claims.ts';

/** Claims are used as what they are. */
export const kubevirtVolumeMode: Rule = {
  code: 'kubevirt/volume-mode',
  title: 'containers take block claims as devices and file system claims as mounts',
  why: 'The kubelet refuses to start a container that mounts a claim with volumeMode Block, or that takes one without it as a device; the pod waits for ever.',
  *validate(repository) {
    for (const { object, spec, path } of podsOf(repository)) {
      const list = listAt(spec, 'volumes');
      if (list.length === 0) continue;
      const volumes = new Map(list.map((volume) => [textAt(volume, 'name'), volume]));
      for (const containers of ['initContainers', 'containers']) {
        for (const [i, container] of listAt(spec, containers).entries()) {
          for (const use of ['volumeDevices', 'volumeMounts']) {
            for (const [k, item] of listAt(container, use).entries()) {
              const claim = textAt(volumes.get(textAt(item, 'name')), 'persistentVolumeClaim', 'claimName');
              const mode = claim === undefined ? undefined : claimMode(repository, object, claim);
              const wanted = use === 'volumeDevices' ? 'Block' : 'Filesystem';
              if (mode === undefined || mode === wanted) continue;
              yield found(kubevirtVolumeMode.code, object, {
                field: `${path}.${containers}[${i}].${use}[${k}]`,
                message: `the claim ${claim} has another mode`,
                got: `volumeMode: ${mode}`,
                expected: `volumeMode: ${wanted}`,
                fix: `use ${mode === 'Block' ? 'volumeDevices' : 'volumeMounts'}, or change the claim`,
              });
            }
          }
        }
      }
    }
  },
};
