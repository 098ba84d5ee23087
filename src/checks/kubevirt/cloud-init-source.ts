import { at, textAt } from '../../model/index.ts';
import { given } from '../object-rule.ts';
import type { Mistake } from '../object-rule.ts';
import { machineRule } from './machines.ts';

const USER_DATA = ['userData', 'userDataBase64', 'secretRef'];
const NETWORK_DATA = ['networkData', 'networkDataBase64', 'networkDataSecretRef'];

/** Where a cloud-init volume has its texts from. */
export const kubevirtCloudInitSource = machineRule(
  {
    code: 'kubevirt/cloud-init-source',
    title:
      'a cloud-init volume has one source of user data and at most one of network data, and base64 decodes',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses a cloud-init volume with no source, with two for one text, and with base64 that does not decode.',
  },
  function* ({ volumes }) {
    for (const [i, volume] of volumes.entries()) {
      for (const kind of ['cloudInitNoCloud', 'cloudInitConfigDrive']) {
        const source = at(volume, kind);
        if (source === undefined || source === null) continue;
        const field = `volumes[${i}].${kind}`;
        const user = given(source, USER_DATA);
        const network = given(source, NETWORK_DATA);
        if (user.length > 1) yield several(field, user);
        if (network.length > 1) yield several(field, network);
        if (user.length + network.length === 0) {
          yield {
            field,
            message: 'the cloud-init volume is empty',
            got: JSON.stringify(source),
            expected: `one of ${[...USER_DATA, ...NETWORK_DATA].join(', ')}`,
            fix: 'refer to a Secret by secretRef',
          };
        }
        for (const key of ['userDataBase64', 'networkDataBase64']) {
          const text = textAt(source, key);
          if (text === undefined || isBase64(text)) continue;
          yield {
            field: `${field}.${key}`,
            message: 'the text is not base64',
            got: text.slice(0, 40),
            expected: 'base64 with padding',
            fix: `give plain text in ${key.replace('Base64', '')}`,
          };
        }
      }
    }
  },
);

/** Standard base64 with padding, as Go's decoder wants it; it skips line ends. */
export function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/[\r\n]/g, ''));
}

function several(field: string, got: readonly string[]): Mistake {
  return {
    field,
    message: 'one text has several sources',
    got: got.join(' and '),
    expected: 'one of them',
    fix: 'keep the Secret and remove the other',
  };
}
