import { createRequire } from 'node:module';

/** Where a chart comes from: an OCI repository, a Helm repository, or a folder of a Git repository. */
export interface ChartPin {
  /** `oci://...` for OCI charts, otherwise the address of the Helm or Git repository. */
  readonly url: string;
  /** Name in the Helm repository, or folder in the Git repository. @default none for OCI */
  readonly chart?: string | undefined;
  /** Exact chart version; the tag for charts in Git. */
  readonly version: string;
}

export interface Versions {
  readonly charts: { readonly [name: string]: ChartPin };
  /** Container images by component. */
  readonly images: { readonly [name: string]: string };
  readonly distributions: { readonly [name: string]: string };
}

/**
 * The pinned releases, from the one data file `versions.json` that update bots edit. A construct's own `version`
 * or `image` prop wins over it.
 */
export const versions = createRequire(import.meta.url)('#versions') as Versions;

/** The pin of a chart. Throws when `versions.json` has none, which is a mistake in this library. */
export function chartPin(name: string): ChartPin {
  const pin = versions.charts[name];
  if (pin === undefined) throw new Error(`versions.json has no chart ${name}`);
  return pin;
}

export function imagePin(name: string): string {
  const image = versions.images[name];
  if (image === undefined) throw new Error(`versions.json has no image ${name}`);
  return image;
}
