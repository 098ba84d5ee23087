import { Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { ImageImport } from '../../constructs/image/image-import.ts';
import type { ImageImportProps } from '../../constructs/image/image-import.ts';
import { containerDisk } from '../../constructs/image/machine-image.ts';
import { at, listAt, textAt } from '../../src/model/index.ts';
import { chartOf, image, ofKind, rdsBlock, schemaProblems } from '../pool/site.ts';
import type { Manifest } from '../pool/site.ts';

const claim = { name: 'a-root', namespace: 'srvlab', size: Size.gibibytes(100), storageClass: rdsBlock };

function imported(more: Partial<ImageImportProps> = {}): { objects: readonly Manifest[]; disk: ImageImport } {
  let disk: ImageImport | undefined;
  const objects = chartOf((chart) => {
    disk = new ImageImport(chart, 'root', { image, claim, ...more });
  });
  if (disk === undefined) throw new Error('the chart was not built');
  return { objects, disk };
}

function jobName(props: Partial<ImageImportProps> = {}): string {
  return ofKind(imported(props).objects, 'Job')[0]?.metadata.name ?? '';
}

describe('an image import', () => {
  it.each(['job', 'dataVolume'] as const)('by %s is accepted by the schemas', async (method) => {
    const withLogin = containerDisk('ghcr.io/whiskey/vm:1', { pullSecret: 'registry' });
    expect(await schemaProblems(imported({ method, image: withLogin }).objects)).toEqual([]);
  });

  it('is ready with the object that it emits, and keeps the disk', () => {
    for (const method of ['job', 'dataVolume'] as const) {
      const { objects, disk } = imported({ method });
      const { kind, name } = disk.ready;
      expect(objects.map((object) => [object.kind, object.metadata.name])).toContainEqual([kind, name]);
      const kept = objects.filter(({ metadata }) => metadata.annotations !== undefined);
      expect(kept.map(({ metadata }) => metadata.name)).toEqual(['a-root']);
    }
  });

  it('is another Job whenever the Job would differ, because Jobs cannot change', () => {
    const names = [
      jobName(),
      jobName({ image: containerDisk('ghcr.io/whiskey/vm-base-k3s:2026.09.1') }),
      jobName({ image: { ...image, architecture: 'arm64' } }),
      jobName({ image: { ...image, pullSecret: 'registry' } }),
      jobName({ image: { ...image, unpacked: Size.gibibytes(32) } }),
      jobName({ claim: { ...claim, name: 'b-root' } }),
      jobName({ labels: { a: 'b' } }),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(jobName()).toBe(names[0]);
    expect(jobName({ claim: { ...claim, name: 'x'.repeat(63) } }).length).toBeLessThanOrEqual(63);
  });

  it('never runs twice at once, never by age again, and as root on the right architecture', () => {
    const [job] = ofKind(imported().objects, 'Job');
    expect(at(job, 'spec')).not.toHaveProperty('ttlSecondsAfterFinished');
    expect(at(job, 'spec', 'podReplacementPolicy')).toBe('Failed');
    const pod = at(job, 'spec', 'template', 'spec');
    expect(at(pod, 'nodeSelector')).toEqual({ 'kubernetes.io/arch': 'amd64' });
    const container = at(pod, 'containers', 0);
    expect(at(container, 'securityContext', 'runAsUser')).toBe(0);
    expect(at(container, 'volumeDevices')).toEqual([{ name: 'disk', devicePath: '/dev/machine-disk' }]);
    const volumes = listAt(pod, 'volumes').map((volume) => textAt(volume, 'name'));
    for (const mount of listAt(container, 'volumeMounts')) expect(volumes).toContain(textAt(mount, 'name'));
  });

  it('leaves disks alone that machines use already', () => {
    const [map] = ofKind(imported().objects, 'ConfigMap');
    expect(textAt(map, 'data', 'import.sh')).toContain('it is kept');
  });

  it('refuses an image whose disk has to be chosen by path', () => {
    expect(() => imported({ image: containerDisk('a/b:1', { path: '/disk/c.qcow2' }) })).toThrow(
      /one file below/,
    );
  });
});

describe('a machine image', () => {
  it('refuses a path that is not absolute', () => {
    expect(() => containerDisk('a/b:1', { path: 'disk/c.qcow2' })).toThrow(/absolute path/);
  });
});
