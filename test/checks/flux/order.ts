import { crdsThere } from '../../invalid/facts.ts';
import { configMap, helmRelease, namespace } from '../../invalid/objects.ts';
import { repositoryOf } from '../../invalid/repository-of.ts';
import type { Cases } from '../cases.ts';
import { certManager, crd, issuer, kustomization, of, provider, settings } from './objects.ts';

/** Counter-examples of the rules about the order of layers and who makes what. */
export const order: { readonly [code: string]: Cases } = {
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
};
