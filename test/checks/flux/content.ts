import { configMap, namespace } from '../../invalid/objects.ts';
import { repositoryOf } from '../../invalid/repository-of.ts';
import type { Cases } from '../cases.ts';
import { blogWithTls, certManager, claim, keep, kustomization, of, pod, settings } from './objects.ts';

/** Counter-examples of the rules about single objects and their texts. */
export const content: { readonly [code: string]: Cases } = {
  'flux/reference-missing': {
    accepts: {
      'the certificate of an Ingress that names an issuer': blogWithTls('{ cert-manager.io/issuer: self }'),
      'an object of the program': of(claim() + pod('persistentVolumeClaim: { claimName: data }')),
      'an object that a controller makes': of(
        `${pod('secret: { secretName: db-app }')}---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: db, namespace: default }
`,
      ),
      'an object that is declared': of(pod('secret: { secretName: key }'), {
        type: 'external',
        ref: { group: '', kind: 'Secret', namespace: 'default', name: 'key' },
        reason: 'made by hand',
      }),
      'an optional one': of(pod('configMap: { name: maybe, optional: true }')),
      'the source that Flux reads this from': of(kustomization('a')),
    },
    refuses: {
      'the certificate of an Ingress for which nobody makes one': blogWithTls('{}'),
      'an object of another namespace': of(
        claim().replace('namespace: default', 'namespace: kube-system') +
          pod('persistentVolumeClaim: { claimName: data }'),
      ),
      'one object in two places, once': of(
        pod('secret: { secretName: key }') +
          pod('secret: { secretName: key }').replace('name: shell', 'name: other'),
      ),
      'a source of a release': of(
        certManager.replace('kind: HelmRepository, name: cert-manager', 'kind: HelmRepository, name: typo'),
      ),
    },
  },
  'flux/path-overlap': {
    accepts: {
      'paths side by side': of(kustomization('a', '', './apps/a') + kustomization('ab', '', './apps/ab')),
      'one path on two sources': of(
        kustomization('a', '', './deploy') +
          kustomization('b', '', './deploy').replace('Repository, name: flux-system', 'Repository, name: b'),
      ),
    },
    refuses: {
      'a path below another': of(kustomization('a', '', './apps') + kustomization('b', '', 'apps/b/')),
      'the root of the repository': of(kustomization('a', '', './')),
      'the folder of a layer in a folder of the repository': of(
        kustomization('a', '', './dist/manifests/srvlab/services'),
      ),
    },
  },
  'flux/stateful-pruned': {
    accepts: {
      'an annotated claim': of(claim(keep)),
      'a layer that prunes nothing': repositoryOf({
        srvlab: { a: { objects: claim(), settings: { prune: false } } },
      }),
      'what holds no data': of(settings),
    },
    refuses: {
      'a claim': of(claim()),
      'what a construct says holds data': of(settings, {
        type: 'stateful',
        ref: { group: '', kind: 'ConfigMap', namespace: 'default', name: 'settings' },
        holds: 'the state of the proxy',
      }),
      'a VM that makes its own disks': of(
        'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: { name: vm, namespace: default }\nspec: { dataVolumeTemplates: [{ metadata: { name: root } }] }\n',
      ),
    },
  },
  'flux/own-namespace': { accepts: { 'other namespaces': of(namespace('blog')) } },
  'flux/force': {
    accepts: {
      'a Job': of(
        settings
          .replace('ConfigMap', 'Job')
          .replace(
            'namespace: default',
            'namespace: default, annotations: { kustomize.toolkit.fluxcd.io/force: enabled }',
          ),
      ),
      'an explicit no': of(kustomization('a', '  force: false')),
    },
    refuses: { 'a whole Kustomization': of(kustomization('a', '  force: true')) },
  },
  'flux/substitute-variable': {
    accepts: {
      'names and one-line values': repositoryOf({
        srvlab: { a: { objects: settings, settings: { substitute: { _A1: 'x y' } } } },
      }),
    },
    refuses: {
      'a name with a hyphen': repositoryOf({
        srvlab: { a: { objects: settings, settings: { substitute: { 'a-b': 'x' } } } },
      }),
    },
  },
  'flux/substitution': {
    accepts: {
      'any dollar in a layer without variables': of(configMap('a', '{ a: "${HOME} $$" }')),
      'the variables of the layer': repositoryOf({
        srvlab: {
          a: { objects: configMap('a', '{ a: "${DOMAIN}" }'), settings: { substitute: { DOMAIN: 'x' } } },
        },
      }),
      'an object that is left out': repositoryOf({
        srvlab: {
          a: {
            objects: configMap('a', '{ a: "${HOME}" }').replace(
              'namespace: default',
              'namespace: default, annotations: { kustomize.toolkit.fluxcd.io/substitute: disabled }',
            ),
            settings: { substitute: { DOMAIN: 'x' } },
          },
        },
      }),
    },
    refuses: {
      'one object once': repositoryOf({
        srvlab: {
          a: {
            objects: configMap('a', '{ a: "${HOME}", b: "$$" }'),
            settings: { substitute: { DOMAIN: 'x' } },
          },
        },
      }),
      'a key': repositoryOf({
        srvlab: {
          a: { objects: configMap('a', '{ "${HOME}": "" }'), settings: { substitute: { DOMAIN: 'x' } } },
        },
      }),
    },
  },
  'flux/decryption-missing': {
    accepts: {
      'a layer with a key': repositoryOf({
        srvlab: {
          a: {
            objects: 'apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: default }\nsops: {}\n',
            settings: { decryptionSecret: 'sops-age' },
          },
        },
      }),
      'a layer without encrypted files': of(settings),
    },
  },
};
