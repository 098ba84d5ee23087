import type { IssuerSpecAcmeSolversDns01 } from '../../imports/cert-manager.io.ts';
import type { JsonObject, SecretSource } from '../../src/model/index.ts';
import { chartPin } from '../versions.ts';
import type { HelmInstall } from '../flux/helm-install.ts';
import type { ChartPin } from '../versions.ts';
import type { AddonContext } from './addon.ts';

/** A host of DNS zones, as cert-manager and external-dns both need it. Write another by these two methods. */
export interface DnsProvider {
  /** The solver of a ClusterIssuer; installs what it needs beside cert-manager, or after it. */
  solver(context: AddonContext, certManager: HelmInstall): IssuerSpecAcmeSolversDns01;
  /** Helm values of external-dns (chart 1.21); brings the credentials into its namespace. */
  values(context: AddonContext): JsonObject;
}

export interface DnsimpleProps {
  /** Number of the account. @default found by the token, which must be an account token */
  readonly account?: string | undefined;
  /**
   * Zones that hold the cluster's names, such as `example.org` for a cluster at `lab.example.org`. By itself external-dns
   * takes only zones at or below the cluster's domain, and none with a user token.
   * @default those that the token lists
   */
  readonly zones?: readonly string[] | undefined;
  /** Chart of the cert-manager webhook. @default the pinned chart */
  readonly chart?: ChartPin | undefined;
}

/** DNSimple. The secret has the key `token`. @default the entry `CLUSTER/dnsimple` of the cluster's first store */
export function dnsimple(token?: SecretSource, props: DnsimpleProps = {}): DnsProvider {
  return {
    solver: (context, certManager) => solver(context, certManager, token, props),
    values: (context) => values(context, token, props),
  };
}

const SECRET = 'dnsimple';
const WEBHOOK = 'cert-manager-webhook-dnsimple';
const GROUP = 'acme.dnsimple.com';

function solver(
  context: AddonContext,
  certManager: HelmInstall,
  token: SecretSource | undefined,
  { account, chart }: DnsimpleProps,
): IssuerSpecAcmeSolversDns01 {
  const { name } = context.secret(SECRET, token);
  context.helm({
    name: WEBHOOK,
    createNamespace: false,
    chart: chart ?? chartPin(WEBHOOK),
    // The chart holds Issuers and Certificates, for the webhook's own TLS.
    dependsOn: [certManager],
    values: {
      groupName: GROUP,
      certManager: { namespace: context.addon },
      dnsimple: {
        existingTokenSecret: true,
        tokenSecretName: name,
        ...(account === undefined ? {} : { accountID: account }),
      },
    },
  });
  const config = { tokenSecretRef: { name, key: 'token' } };
  return { webhook: { groupName: GROUP, solverName: 'dnsimple', config } };
}

function values(
  context: AddonContext,
  token: SecretSource | undefined,
  { account, zones }: DnsimpleProps,
): JsonObject {
  const { name } = context.secret(SECRET, token);
  return {
    provider: { name: 'dnsimple' },
    env: [
      { name: 'DNSIMPLE_OAUTH', valueFrom: { secretKeyRef: { name, key: 'token' } } },
      ...(account === undefined ? [] : [{ name: 'DNSIMPLE_ACCOUNT_ID', value: account }]),
      ...(zones === undefined ? [] : [{ name: 'DNSIMPLE_ZONES', value: zones.join(',') }]),
    ],
  };
}
