import { InputError } from './finding.ts';

/** A version such as `v1.36.1+k3s1`: three numbers and an optional build suffix that tells releases apart. */
export interface Version {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Parses `1.2.3`, `v1.2.3`, `1.2.3-rc.1`, `v1.36.1+k3s1`. Throws `version/malformed` on anything else. */
export function parseVersion(text: string): Version {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+].+)?$/.exec(text);
  if (match === null) {
    throw new InputError({
      code: 'version/malformed',
      message: 'not a version',
      got: text,
      expected: 'three numbers such as v1.36.1+k3s1 or 1.20.2',
      fix: 'pin the exact release',
    });
  }
  return { text, major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
}

/** Negative when `a` is older than `b`; suffixes do not count. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
