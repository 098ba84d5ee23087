import { describe, expect, it } from 'vitest';
import { fluxRules } from '../../src/checks/flux/index.ts';
import type { CrdProvider, Fact, Repository } from '../../src/model/index.ts';
import { crdsThere } from '../invalid/facts.ts';
import { configMap, helmRelease, namespace } from '../invalid/objects.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';
import { findingsOf } from './context.ts';

function of(objects: string, ...facts: Fact[]): Repository {
  return repositoryOf({ srvlab: { services: { objects, facts } } });
}

const settings = configMap('settings');
const issuer = `
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
`;
const kustomization = (name: string, more = '', path = `./${name}`): string => `
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 1h
  timeout: 10m
  retryInterval: 2m
  path: ${path}
  sourceRef: { kind: GitRepository, name: flux-system }
${more}
`;
const crd = `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: clusterissuers.cert-manager.io }
`;
const claim = (more = ''): string => `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: default${more} }
`;
const pod = (volume: string): string => `
---
apiVersion: v1
kind: Pod
metadata: { name: shell, namespace: default }
spec: { volumes: [{ name: data, ${volume} }] }
`;
const certManager = helmRelease('cert-manager', 'cert-manager');
const provider = (provenance: CrdProvider['provenance'], name = 'cert-manager'): CrdProvider => ({
  type: 'crds',
  crds: ['*.cert-manager.io'],
  by: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease', namespace: 'kube-system', name },
  provenance,
});
const keep = ', annotations: { kustomize.toolkit.fluxcd.io/prune: disabled }';

const blogWithTls = (annotations: string): Repository =>
  of(`${pod('secret: { secretName: tls }')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: blog, namespace: default, annotations: ${annotations} }
spec: { tls: [{ secretName: tls }] }
`);

testRules(fluxRules, {
  'flux/identity': {
    accepts: {
      'one name for different kinds and namespaces': of(
        settings +
          settings.replace('ConfigMap', 'Secret') +
          settings.replace('namespace: default', 'namespace: kube-system'),
      ),
      'one object in two clusters': repositoryOf({
        metal: { services: { objects: settings } },
        srvlab: { services: { objects: settings } },
      }),
    },
    refuses: {
      'one object in two versions of its kind': of(
        kustomization('a') + kustomization('a').replace('fluxcd.io/v1', 'fluxcd.io/v1beta2'),
      ),
      'a Kustomization with the name of a layer': of(kustomization('services', '', './other')),
    },
  },
  'flux/namespace-scope': {
    accepts: { 'a namespaced and a cluster-wide object': of(settings + namespace('blog')) },
    refuses: {
      'a namespace on a cluster-wide object': of(
        namespace('blog').replace('name: blog', 'name: blog, namespace: x'),
      ),
    },
  },
  'flux/namespace-unknown': {
    accepts: {
      'a namespace of the program': of(
        namespace('blog') + settings.replace('namespace: default', 'namespace: blog'),
      ),
      'a namespace of another layer': repositoryOf({
        srvlab: {
          infrastructure: { objects: namespace('blog') },
          services: { objects: settings.replace('namespace: default', 'namespace: blog') },
        },
      }),
      'namespaces of Kubernetes and Flux': of(settings + kustomization('a')),
      'a namespace that is declared': of(settings.replace('namespace: default', 'namespace: blog'), {
        type: 'external',
        ref: { group: '', kind: 'Namespace', name: 'blog' },
        reason: 'made by hand',
      }),
      'a namespace that a release makes': of(
        helmRelease('a', 'a', '  targetNamespace: blog').replace(
          'install: {',
          'install: { createNamespace: true,',
        ) + settings.replace('namespace: default', 'namespace: blog'),
      ),
    },
    refuses: {
      'a namespace of another cluster': repositoryOf({
        metal: { services: { objects: namespace('blog') } },
        srvlab: { services: { objects: settings.replace('namespace: default', 'namespace: blog') } },
      }),
      'a target namespace': of(helmRelease('a', 'a', '  targetNamespace: blog')),
      'one namespace with several objects once': of(
        (settings + configMap('more')).replaceAll('namespace: default', 'namespace: blog'),
      ),
    },
  },
  'flux/crd-provider-missing': {
    accepts: {
      'a CRD that is there': repositoryOf({ srvlab: { services: { objects: issuer } } }, [
        crdsThere('cert-manager.io'),
      ]),
      'a CRD in the program': of(crd + issuer),
      'the kinds of Flux': of(certManager + kustomization('a')),
    },
    refuses: {
      'a provider in another cluster': repositoryOf({
        metal: { infrastructure: { objects: certManager, facts: [provider('chart')] } },
        srvlab: { services: { objects: issuer } },
      }),
    },
  },
  'flux/crd-before-use': {
    accepts: {
      'a later layer': repositoryOf({
        srvlab: {
          infrastructure: { objects: certManager, facts: [provider('chart')] },
          'infrastructure-config': { objects: issuer },
        },
      }),
      'a CRD in plain YAML beside its objects': of(crd + issuer, provider('manifest', 'none')),
      'a CRD object without a word about it': of(crd + issuer),
      'a CRD object in an earlier layer': repositoryOf({
        srvlab: { one: { objects: issuer }, two: { objects: crd } },
      }),
    },
    refuses: {
      'an object beside the operator that registers its kind': of(certManager + issuer, provider('operator')),
    },
  },
  'flux/two-crd-providers': {
    accepts: {
      'one provider in each of two clusters': repositoryOf({
        metal: { infrastructure: { objects: certManager, facts: [provider('chart')] } },
        srvlab: { infrastructure: { objects: certManager, facts: [provider('chart')] } },
      }),
      'an installation that Flux adopts': of(certManager, provider('bootstrap', 'first'), provider('chart')),
    },
    refuses: {
      'a chart beside the CRD as an object': of(certManager + crd, {
        ...provider('chart'),
        crds: ['clusterissuers.cert-manager.io'],
      }),
    },
  },
  'flux/cycle': {
    accepts: {
      'layers in a row': repositoryOf({
        srvlab: {
          a: { objects: settings },
          b: { objects: configMap('b'), after: ['a'] },
          c: { objects: configMap('c'), after: ['b'] },
        },
      }),
    },
    refuses: {
      'layers whose CRDs need each other': repositoryOf({
        srvlab: {
          a: {
            objects:
              certManager +
              '---\napiVersion: keda.sh/v1alpha1\nkind: ClusterTriggerAuthentication\nmetadata: { name: x }\n',
            facts: [provider('chart')],
          },
          b: {
            objects: helmRelease('keda', 'keda') + issuer,
            facts: [{ ...provider('chart', 'keda'), crds: ['*.keda.sh'] }],
          },
        },
      }),
    },
  },
  'flux/unknown-after': {
    accepts: {
      'a layer of the cluster': repositoryOf({
        srvlab: { a: { objects: settings }, b: { objects: configMap('b'), after: ['a'] } },
      }),
    },
    refuses: {
      'a layer of another cluster': repositoryOf({
        metal: { machines: { objects: settings } },
        srvlab: { services: { objects: settings, after: ['machines'] } },
      }),
    },
  },
  'flux/release-cycle': {
    accepts: {
      'releases in a row': of(helmRelease('a', 'a') + helmRelease('b', 'b', '  dependsOn: [{ name: a }]')),
    },
    refuses: { 'a release that waits for itself': of(helmRelease('a', 'a', '  dependsOn: [{ name: a }]')) },
  },
  'flux/depends-on': {
    accepts: {
      'a layer and an emitted Kustomization': of(
        kustomization('a') + kustomization('b', '  dependsOn: [{ name: a }, { name: services }]'),
      ),
    },
    refuses: {
      'a layer in another namespace': of(
        kustomization('b', '  dependsOn: [{ name: services, namespace: default }]'),
      ),
    },
  },
  'flux/reference-missing': {
    accepts: {
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
  'flux/wait-and-checks': {
    accepts: {
      'waiting alone': of(kustomization('a', '  wait: true')),
      'checks alone': of(kustomization('a', '  healthChecks: [{ kind: Deployment, name: a }]')),
    },
  },
  'flux/gate-never-ready': {
    accepts: {
      'a running release': of(certManager, provider('chart')),
      'a suspended release that nobody waits for': of(
        helmRelease('a', 'a', '  suspend: true'),
        provider('chart'),
      ),
    },
    refuses: {
      'a halted VM': of(
        'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: { name: vm, namespace: default }\nspec: { runStrategy: Halted }\n',
        {
          type: 'needs',
          ref: { group: 'kubevirt.io', kind: 'VirtualMachine', namespace: 'default', name: 'vm' },
          reason: 'the router comes first',
        },
      ),
    },
  },
  'flux/timing': {
    accepts: {
      'the defaults': of(settings),
      'short but fitting times': repositoryOf({
        srvlab: { a: { objects: settings, settings: { interval: '1m', timeout: '59s' } } },
      }),
      'composed durations': repositoryOf({
        srvlab: { a: { objects: settings, settings: { interval: '1h30m', timeout: '1h' } } },
      }),
    },
    refuses: {
      days: repositoryOf({ srvlab: { a: { objects: settings, settings: { interval: '1d' } } } }),
      'an interval below a minute': repositoryOf({
        srvlab: { a: { objects: settings, settings: { interval: '30s', timeout: '10s' } } },
      }),
      'a Kustomization that leaves its timeout to the interval': of(
        kustomization('a').replace('  timeout: 10m\n', ''),
      ),
    },
  },
  'flux/release-retries': {
    accepts: {
      'a strategy': of(certManager),
      retries: of(
        certManager.replaceAll('strategy: { name: RetryOnFailure }', 'remediation: { retries: 3 }'),
      ),
    },
    refuses: { 'a release without a timeout': of(certManager.replace('  timeout: 10m\n', '')) },
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
  'flux/release-name': {
    accepts: {
      'the longest name': of(helmRelease('n'.repeat(53), 'a')),
      'a long name with a short release name': of(helmRelease('n'.repeat(60), 'a', '  releaseName: short')),
    },
    refuses: { 'a name made of two': of(helmRelease('n'.repeat(50), 'a', '  targetNamespace: blog')) },
  },
  'flux/storage-namespace': {
    accepts: {
      'a namespace for both': of(helmRelease('a', 'a', '  targetNamespace: blog\n  storageNamespace: blog')),
      'the own namespace': of(helmRelease('a', 'a', '  targetNamespace: kube-system')),
    },
  },
  'flux/crds-upgrade': {
    accepts: {
      'an explicit choice': of(certManager, provider('chart')),
      'CRDs that the operator registers': of(certManager.replace('crds: Skip, ', ''), provider('operator')),
    },
  },
  'flux/unpinned-source': {
    accepts: {
      'a version': of(certManager),
      'a range with an upper end': of(certManager.replace('version: 1.20.1', "version: '>=1.20 <2'")),
    },
    refuses: {
      'no version': of(certManager.replace('version: 1.20.1, ', '')),
      'an open range': of(certManager.replace('version: 1.20.1', "version: '>=1.20'")),
      'the latest image': of(
        'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: { name: a, namespace: default }\nspec: { ref: { tag: latest } }\n',
      ),
      'a chart on a branch': of(
        certManager
          .replace(/HelmRepository/g, 'GitRepository')
          .replace('version: 1.20.1, ', '')
          .replace('url:', 'ref: { branch: main }, url:'),
      ),
    },
  },
  'flux/values-watch': {
    accepts: {
      'a watched ConfigMap': of(
        helmRelease('a', 'a', '  valuesFrom: [{ kind: ConfigMap, name: values }]') +
          configMap('values').replace(
            'namespace: default',
            'namespace: kube-system, labels: { reconcile.fluxcd.io/watch: Enabled }',
          ),
      ),
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
});

describe('the list of known makers', () => {
  it('does not hide a Secret of an Ingress for which nobody makes a certificate', async () => {
    const rule = fluxRules['flux/reference-missing'];
    expect(await findingsOf(rule, blogWithTls('{}'))).toHaveLength(1);
    expect(await findingsOf(rule, blogWithTls('{ cert-manager.io/issuer: self }'))).toEqual([]);
  });
});
