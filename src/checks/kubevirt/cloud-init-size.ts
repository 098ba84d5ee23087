import { at, textAt } from '../../model/index.ts';
import { isBase64 } from './cloud-init-source.ts';
import { machineRule } from './machines.ts';

/** Bytes of user data, and of network data, that KubeVirt takes inline. */
const LIMIT = 2048;

/** Long cloud-init texts come from Secrets. */
export const kubevirtCloudInitSize = machineRule(
  {
    code: 'kubevirt/cloud-init-size',
    title: 'inline cloud-init texts have at most 2048 bytes each',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses inline user data and network data above 2048 bytes, base64 counted after decoding. A Secret has no such limit.',
  },
  function* ({ volumes }) {
    for (const [i, volume] of volumes.entries()) {
      for (const kind of ['cloudInitNoCloud', 'cloudInitConfigDrive']) {
        const source = at(volume, kind);
        if (source === undefined) continue;
        for (const [key, reference] of TEXTS) {
          for (const name of [key, `${key}Base64`]) {
            const text = textAt(source, name);
            if (text === undefined || (name !== key && !isBase64(text))) continue;
            const bytes = Buffer.byteLength(text, name === key ? 'utf8' : 'base64');
            if (bytes <= LIMIT) continue;
            yield {
              field: `volumes[${i}].${kind}.${name}`,
              message: 'the inline text is too long for KubeVirt',
              got: `${bytes} bytes`,
              expected: `at most ${LIMIT} bytes`,
              fix: `move the text to a Secret and refer to it by ${reference}`,
            };
          }
        }
      }
    }
  },
);

const TEXTS = [
  ['userData', 'secretRef'],
  ['networkData', 'networkDataSecretRef'],
] as const;
