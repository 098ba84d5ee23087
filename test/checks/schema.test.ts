import { schemaRules } from '../../src/checks/schema/index.ts';
import { cilium, configMap, pool } from '../invalid/objects.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';

const encrypted = `
apiVersion: v1
kind: Secret
metadata: { name: credentials, namespace: default }
data: { password: 'ENC[AES256_GCM,data:2Vk=,iv:a,tag:b,type:str]' }
sops: { version: 3.12.2 }
`;
const broken = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: blog, namespace: default }
spec:
  replicas: '2'
  selector: { matchLabels: { app: blog } }
  template: { metadata: { labels: { app: blog } }, spec: { container: [] } }
`;

testRules(schemaRules, {
  'schema/invalid': {
    accepts: {
      'objects of Kubernetes, of Flux and of Cilium': repositoryOf({
        srvlab: {
          services: { objects: configMap('settings') + cilium() + pool('p', '10.0.0.1', '10.0.0.2') },
        },
      }),
      'an encrypted Secret': repositoryOf({ srvlab: { services: { objects: encrypted } } }),
    },
    refuses: {
      'every wrong field by itself': [repositoryOf({ srvlab: { services: { objects: broken } } }), 3],
    },
  },
  'schema/unknown-kind': {
    accepts: { 'known kinds': repositoryOf({ srvlab: { services: { objects: configMap('settings') } } }) },
    refuses: {
      'a version that is no longer served': repositoryOf({
        srvlab: { services: { objects: configMap('settings').replace('v1', 'v1beta1') } },
      }),
      'one kind of a cluster once': repositoryOf({
        srvlab: {
          services: { objects: (configMap('a') + configMap('b')).replaceAll('ConfigMap', 'ConfigMaps') },
        },
      }),
    },
  },
});
