import { configMap, helmRelease } from '../../invalid/objects.ts';
import { repositoryOf } from '../../invalid/repository-of.ts';
import type { Cases } from '../cases.ts';
import { certManager, kustomization, of, provider, settings } from './objects.ts';

/** Counter-examples of the rules about releases, sources and times. */
export const releases: { readonly [code: string]: Cases } = {
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
};
