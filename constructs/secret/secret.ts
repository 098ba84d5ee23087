import type { Construct } from 'constructs';
import { ExternalSecret } from '../../imports/external-secrets.io.ts';
import type { SecretSource } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { SopsFile } from './sops-file.ts';

export interface SecretProps {
  /** Name the Secret gets in the namespace. An `existing` source keeps its own. */
  readonly name: string;
  readonly namespace: string;
  readonly source: SecretSource;
  /** Labels of the resulting Secret. @default none */
  readonly labels?: { readonly [key: string]: string } | undefined;
}

/** A Secret that will be in the namespace, by name. */
export interface SecretRef {
  readonly name: string;
  readonly namespace: string;
}

/** Emits whatever brings a secret into a namespace, and returns its name there. */
export function secret(scope: Construct, id: string, props: SecretProps): SecretRef {
  const { name, namespace, source } = props;
  const ref = { group: '', kind: 'Secret', namespace, name };
  switch (source.type) {
    case 'existing':
      declare(scope, { type: 'external', ref: { ...ref, name: source.name }, reason: source.reason });
      return { name: source.name, namespace };
    case 'sops':
      new SopsFile(scope, id, { name, namespace, file: source.file });
      return { name, namespace };
    case 'stored': {
      const object = new ExternalSecret(scope, id, {
        metadata: { name, namespace },
        spec: {
          refreshInterval: '1h',
          secretStoreRef: { kind: 'ClusterSecretStore', name: source.store },
          target: {
            name,
            ...(props.labels === undefined
              ? {}
              : { template: { metadata: { labels: { ...props.labels } } } }),
          },
          ...entries(source.key, source.properties),
        },
      });
      declare(object, {
        type: 'produces',
        ref,
        from: { group: 'external-secrets.io', kind: 'ExternalSecret', namespace, name },
      });
      return { name, namespace };
    }
  }
}

function entries(key: string, properties: { readonly [key: string]: string } | undefined): object {
  if (properties === undefined) return { dataFrom: [{ extract: { key } }] };
  return {
    data: Object.entries(properties).map(([secretKey, property]) => ({
      secretKey,
      remoteRef: { key, property },
    })),
  };
}
