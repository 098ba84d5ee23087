import { nameRules } from '../../src/checks/name/index.ts';
import { configMap } from '../invalid/objects.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';

const of = (kind: string, name: string): ReturnType<typeof repositoryOf> =>
  repositoryOf({
    srvlab: {
      services: {
        objects: `apiVersion: ${kind.replace(/\/?[^/]*$/, '')}\nkind: ${/[^/]*$/.exec(kind)?.[0]}\nmetadata: { name: '${name}' }\n`,
      },
    },
  });

testRules(nameRules, {
  'name/too-long': {
    accepts: {
      'the longest namespace': of('v1/Namespace', 'n'.repeat(63)),
      'the longest name of a StatefulSet': of('apps/v1/StatefulSet', 'n'.repeat(52)),
      'the longest name of other kinds': of('v1/ConfigMap', 'n'.repeat(253)),
      'the longest layer': repositoryOf({ srvlab: { ['l'.repeat(63)]: { objects: configMap('settings') } } }),
    },
    refuses: {
      'a longer namespace': of('v1/Namespace', 'n'.repeat(64)),
      'a longer Service': of('v1/Service', 'n'.repeat(64)),
      'a longer StatefulSet': of('apps/v1/StatefulSet', 'n'.repeat(53)),
      'a longer ConfigMap': of('v1/ConfigMap', 'n'.repeat(254)),
      'a longer layer': repositoryOf({ srvlab: { ['l'.repeat(64)]: { objects: configMap('settings') } } }),
    },
  },
  'name/characters': {
    accepts: {
      'dots in most names': of('v1/ConfigMap', 'kube-root-ca.crt'),
      'colons in RBAC': of('rbac.authorization.k8s.io/v1/ClusterRole', 'system:discovery'),
      'a name that starts with a digit': of('v1/ConfigMap', '0-settings'),
    },
    refuses: {
      'dots in a namespace': of('v1/Namespace', 'a.b'),
      'a trailing hyphen': of('v1/ConfigMap', 'settings-'),
      'an empty part': of('v1/ConfigMap', 'a..b'),
    },
  },
});
