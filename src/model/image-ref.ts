import { InputError } from './finding.ts';

/** A container image `[REGISTRY/]NAME[:TAG][@sha256:DIGEST]`. */
export interface ImageRef {
  readonly text: string;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Parses an image reference. Throws `image/malformed`; that it is pinned is the rule `image/unpinned`. */
export function parseImage(text: string): ImageRef {
  const match =
    /^([a-z0-9][a-zA-Z0-9.\-_/:]*?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(
      text,
    );
  if (match?.[1] === undefined) {
    throw new InputError({
      code: 'image/malformed',
      message: 'not an image reference',
      got: text,
      expected: 'registry/name:tag or registry/name@sha256:...',
      fix: 'give the full reference',
    });
  }
  return { text, repository: match[1], tag: match[2], digest: match[3] };
}

/** True when the reference names one set of bytes or at least one release: a digest, or a tag that is not `latest`. */
export function isPinned(image: ImageRef): boolean {
  return image.digest !== undefined || (image.tag !== undefined && image.tag !== 'latest');
}
