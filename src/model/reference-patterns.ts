/** Where objects of one kind name another object. */
export interface ReferencePattern {
  /** Steps to the place; `*` is every item of a list. */
  readonly path: readonly string[];
  /** API group of the other object, where the place does not say it. @default core */
  readonly group?: string;
  /** Kind of the other object, where the place does not say it. */
  readonly kind?: string;
  /** Member that holds the name, when the place is an object. @default name */
  readonly name?: string;
  /** Whether the other object is cluster-wide or in this object's namespace. @default own */
  readonly scope?: 'own' | 'cluster';
  /** The text may be `namespace/name`. */
  readonly namespacedName?: boolean;
  /** @default soft */
  readonly strength?: 'hard' | 'soft';
}

const SOURCE = 'source.toolkit.fluxcd.io';
const NAD = { group: 'k8s.cni.cncf.io', kind: 'NetworkAttachmentDefinition', namespacedName: true } as const;
const STORAGE_CLASS = { group: 'storage.k8s.io', kind: 'StorageClass', scope: 'cluster' } as const;

/** Every kind that refers to others, keyed `group/Kind` (the core group is empty). */
export const REFERENCE_PATTERNS: { readonly [kind: string]: readonly ReferencePattern[] } = {
  '/Pod': pod('spec'),
  'apps/Deployment': pod('spec.template.spec'),
  'apps/DaemonSet': pod('spec.template.spec'),
  'apps/StatefulSet': [
    ...pod('spec.template.spec'),
    { path: steps('spec.volumeClaimTemplates.*.spec.storageClassName'), ...STORAGE_CLASS },
  ],
  'batch/Job': pod('spec.template.spec'),
  'batch/CronJob': pod('spec.jobTemplate.spec.template.spec'),
  '/PersistentVolumeClaim': [{ path: steps('spec.storageClassName'), ...STORAGE_CLASS }],
  'rbac.authorization.k8s.io/RoleBinding': [
    { path: steps('roleRef'), group: 'rbac.authorization.k8s.io' },
    { path: steps('subjects.*'), group: '' },
  ],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [
    { path: steps('roleRef'), group: 'rbac.authorization.k8s.io', scope: 'cluster' },
    { path: steps('subjects.*'), group: '' },
  ],
  'networking.k8s.io/Ingress': [
    {
      path: ['metadata', 'annotations', 'cert-manager.io/cluster-issuer'],
      group: 'cert-manager.io',
      kind: 'ClusterIssuer',
      scope: 'cluster',
    },
    { path: steps('spec.rules.*.http.paths.*.backend.service'), kind: 'Service' },
    {
      path: steps('spec.ingressClassName'),
      group: 'networking.k8s.io',
      kind: 'IngressClass',
      scope: 'cluster',
    },
  ],
  'gateway.networking.k8s.io/Gateway': [
    {
      path: ['metadata', 'annotations', 'cert-manager.io/cluster-issuer'],
      group: 'cert-manager.io',
      kind: 'ClusterIssuer',
      scope: 'cluster',
    },
    {
      path: steps('spec.gatewayClassName'),
      group: 'gateway.networking.k8s.io',
      kind: 'GatewayClass',
      scope: 'cluster',
    },
  ],
  'gateway.networking.k8s.io/HTTPRoute': [
    { path: steps('spec.parentRefs.*'), group: 'gateway.networking.k8s.io', kind: 'Gateway' },
    { path: steps('spec.rules.*.backendRefs.*'), kind: 'Service' },
  ],
  'helm.toolkit.fluxcd.io/HelmRelease': [
    { path: steps('spec.chart.spec.sourceRef'), group: SOURCE, strength: 'hard' },
    { path: steps('spec.chartRef'), group: SOURCE, strength: 'hard' },
    { path: steps('spec.valuesFrom.*') },
    { path: steps('spec.dependsOn.*'), group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' },
  ],
  'kustomize.toolkit.fluxcd.io/Kustomization': [
    { path: steps('spec.sourceRef'), group: SOURCE, strength: 'hard' },
  ],
  'source.toolkit.fluxcd.io/GitRepository': [{ path: steps('spec.secretRef'), kind: 'Secret' }],
  'source.toolkit.fluxcd.io/HelmRepository': [{ path: steps('spec.secretRef'), kind: 'Secret' }],
  'source.toolkit.fluxcd.io/OCIRepository': [{ path: steps('spec.secretRef'), kind: 'Secret' }],
  'kubevirt.io/VirtualMachine': [
    ...machine('spec.template.spec'),
    { path: steps('spec.dataVolumeTemplates.*.spec.storage.storageClassName'), ...STORAGE_CLASS },
    { path: steps('spec.dataVolumeTemplates.*.spec.pvc.storageClassName'), ...STORAGE_CLASS },
  ],
  'kubevirt.io/VirtualMachineInstance': machine('spec'),
  'kubevirt.io/VirtualMachineInstanceReplicaSet': machine('spec.template.spec'),
  'pool.kubevirt.io/VirtualMachinePool': machine('spec.virtualMachineTemplate.spec.template.spec'),
  'cdi.kubevirt.io/DataVolume': [
    { path: steps('spec.storage.storageClassName'), ...STORAGE_CLASS },
    { path: steps('spec.pvc.storageClassName'), ...STORAGE_CLASS },
  ],
  'keda.sh/ScaledObject': [
    { path: steps('spec.scaleTargetRef'), group: 'apps', kind: 'Deployment' },
    { path: steps('spec.triggers.*.authenticationRef'), group: 'keda.sh', kind: 'TriggerAuthentication' },
  ],
  'external-secrets.io/ExternalSecret': [
    { path: steps('spec.secretStoreRef'), group: 'external-secrets.io', kind: 'SecretStore' },
  ],
  'cert-manager.io/Certificate': [
    { path: steps('spec.issuerRef'), group: 'cert-manager.io', kind: 'Issuer' },
  ],
  'cilium.io/CiliumBGPClusterConfig': [
    {
      path: steps('spec.bgpInstances.*.peers.*.peerConfigRef'),
      group: 'cilium.io',
      kind: 'CiliumBGPPeerConfig',
      scope: 'cluster',
    },
  ],
  'postgresql.cnpg.io/Cluster': [
    { path: steps('spec.storage.storageClass'), ...STORAGE_CLASS },
    { path: steps('spec.bootstrap.initdb.secret'), kind: 'Secret' },
    { path: steps('spec.superuserSecret'), kind: 'Secret' },
  ],
  'k8s.mariadb.com/MariaDB': [
    { path: steps('spec.storage.storageClassName'), ...STORAGE_CLASS },
    { path: steps('spec.rootPasswordSecretKeyRef'), kind: 'Secret' },
    { path: steps('spec.passwordSecretKeyRef'), kind: 'Secret' },
  ],
  'k8s.mariadb.com/Database': [mariaDb()],
  'k8s.mariadb.com/Grant': [mariaDb()],
  'k8s.mariadb.com/User': [mariaDb(), { path: steps('spec.passwordSecretKeyRef'), kind: 'Secret' }],
};

function mariaDb(): ReferencePattern {
  return { path: steps('spec.mariaDbRef'), group: 'k8s.mariadb.com', kind: 'MariaDB' };
}

/** References that every pod template makes. */
function pod(prefix: string): ReferencePattern[] {
  const containers = ['containers', 'initContainers'].flatMap((list): ReferencePattern[] => [
    { path: steps(`${prefix}.${list}.*.envFrom.*.secretRef`), kind: 'Secret' },
    { path: steps(`${prefix}.${list}.*.envFrom.*.configMapRef`), kind: 'ConfigMap' },
    { path: steps(`${prefix}.${list}.*.env.*.valueFrom.secretKeyRef`), kind: 'Secret' },
    { path: steps(`${prefix}.${list}.*.env.*.valueFrom.configMapKeyRef`), kind: 'ConfigMap' },
  ]);
  return [
    { path: steps(`${prefix}.serviceAccountName`), kind: 'ServiceAccount' },
    { path: steps(`${prefix}.imagePullSecrets.*`), kind: 'Secret' },
    { path: steps(`${prefix}.volumes.*.secret`), kind: 'Secret', name: 'secretName' },
    { path: steps(`${prefix}.volumes.*.configMap`), kind: 'ConfigMap' },
    {
      path: steps(`${prefix}.volumes.*.persistentVolumeClaim`),
      kind: 'PersistentVolumeClaim',
      name: 'claimName',
    },
    { path: steps(`${prefix}.volumes.*.projected.sources.*.secret`), kind: 'Secret' },
    { path: steps(`${prefix}.volumes.*.projected.sources.*.configMap`), kind: 'ConfigMap' },
    ...containers,
  ];
}

/** References that every virtual machine instance makes; virt-launcher does not start without them. */
function machine(prefix: string): ReferencePattern[] {
  return [
    {
      path: steps(`${prefix}.volumes.*.persistentVolumeClaim`),
      kind: 'PersistentVolumeClaim',
      name: 'claimName',
    },
    { path: steps(`${prefix}.volumes.*.secret`), kind: 'Secret', name: 'secretName' },
    { path: steps(`${prefix}.volumes.*.configMap`), kind: 'ConfigMap' },
    { path: steps(`${prefix}.volumes.*.cloudInitNoCloud.secretRef`), kind: 'Secret' },
    { path: steps(`${prefix}.volumes.*.cloudInitNoCloud.networkDataSecretRef`), kind: 'Secret' },
    { path: steps(`${prefix}.networks.*.multus.networkName`), ...NAD },
  ];
}

function steps(path: string): readonly string[] {
  return path.split('.');
}
