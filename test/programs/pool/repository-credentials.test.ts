import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { credentialsScript } from '../../../constructs/pool/repository-credentials.ts';

/** Runs the script over a disk with these files, and returns the manifests folder. */
function run(files: { readonly [name: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  const disk = join(folder, 'disk');
  const manifests = join(folder, 'manifests');
  mkdirSync(disk);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(disk, name), content);
  execFileSync('sh', ['-s'], { input: credentialsScript('flux-repository', disk, manifests), stdio: 'pipe' });
  return manifests;
}

describe('the credentials of the repository', () => {
  it('become a Secret that holds every byte, readable by root alone', () => {
    const files = {
      identity: `-----BEGIN\n${'k'.repeat(400)}\n-----END\n`,
      known_hosts: 'git $(x) "y" ssh-ed25519 A\n',
    };
    const manifests = run(files);
    expect(readdirSync(manifests)).toEqual(['flux-credentials.yaml']);
    const path = join(manifests, 'flux-credentials.yaml');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const secret = parse(readFileSync(path, 'utf8'));
    expect(secret.metadata).toEqual({ name: 'flux-repository', namespace: 'flux-system' });
    for (const [name, content] of Object.entries(files)) {
      expect(Buffer.from(secret.data[name], 'base64').toString()).toBe(content);
    }
  });

  it('keep the server waiting while the disk is empty', () => {
    expect(() => run({})).toThrow(/is the secret disk attached/);
  });
});
