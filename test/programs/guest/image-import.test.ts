import { randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ImageImport, renderImportScript } from '../../../src/guest/image-import.ts';
import { file, folder, needs, run } from '../programs.ts';

const mebibyte = 1024 * 1024;
const reference = (digit: string): string => `ghcr.io/w/nixos:1@sha256:${digit.repeat(64)}`;

describe('renderImportScript', () => {
  beforeEach((context) => needs(context, 'qemu-img', 'sfdisk', 'mkfs.ext4', 'tar'));

  it('writes the whole disk, and nothing the second time', () => {
    const stage = prepare();
    expect(stage.run()).toMatchObject({ status: 0 });
    expect(stage.complete()).toBe(true);
    const { status, out } = stage.run();
    expect(status).toBe(0);
    expect(out).toContain('already holds this disk');
    expect(stage.complete()).toBe(true);
  });

  it.each([
    ['while the body is written', 'qemu-img', 'convert'],
    ['before the rest of the head', 'dd', 'skip=1'],
    ['before sector 0', 'dd', 'count=1 conv=notrunc,fsync'],
  ])('finishes on a retry after a crash %s', (_, program, argument) => {
    const stage = prepare();
    stage.failing(program, argument);
    expect(stage.run().status).not.toBe(0);
    expect(stage.device().subarray(0, 24).toString()).toBe('cdk8s-nested import sha2');
    stage.healthy();
    expect(stage.run()).toMatchObject({ status: 0 });
    expect(stage.complete()).toBe(true);
  });

  it('leaves a disk alone that a machine has changed since', () => {
    const stage = prepare();
    stage.run();
    stage.poke(3 * mebibyte, 'data of a running machine');
    stage.poke(462, 'grown');
    const before = stage.device();
    expect(stage.run()).toMatchObject({ status: 0 });
    expect(stage.device().equals(before)).toBe(true);
  });

  it.each([
    ['refuse', 3],
    ['keep', 0],
  ] as const)(
    'never writes over a file system whose first sector is empty (%s)',
    (whenOccupied, expected) => {
      const stage = prepare({ whenOccupied });
      expect(run('mkfs.ext4', ['-q', '-F', stage.path])).toMatchObject({ status: 0 });
      const before = stage.device();
      expect(stage.run().status).toBe(expected);
      expect(stage.device().equals(before)).toBe(true);
    },
  );

  it('never writes over data at the end of a device with an empty head', () => {
    const stage = prepare();
    stage.poke(16 * mebibyte - 512, 'EFI PART');
    expect(stage.run().status).toBe(3);
  });

  it('refuses the unfinished import of another image, which may still run', () => {
    const stage = prepare();
    stage.failing('qemu-img', 'convert');
    stage.run();
    stage.healthy();
    const { status, out } = stage.run(reference('b'));
    expect(status).toBe(3);
    expect(out).toContain(`carries the marker 'cdk8s-nested import sha256:aaaa`);
  });

  it('refuses a device that is too small before it writes', () => {
    const stage = prepare();
    truncateSync(stage.path, 4 * mebibyte);
    expect(stage.run().status).toBe(2);
    expect(stage.device().every((byte) => byte === 0)).toBe(true);
  });

  it('writes to a block device', (context) => {
    needs(context, 'root', 'losetup');
    const stage = prepare();
    const loop = run('losetup', ['--find', '--show', stage.path]);
    context.skip(loop.status !== 0, `no loop device: ${loop.out.trim()}`);
    try {
      expect(stage.run(reference('a'), loop.out.trim())).toMatchObject({ status: 0 });
    } finally {
      run('losetup', ['-d', loop.out.trim()]);
    }
    expect(stage.complete()).toBe(true);
  });
});

/** An image of 8 MiB, a device of 16 MiB, and a stand-in for `crane` that exports the image. */
function prepare(options: Partial<ImageImport> = {}) {
  const at = folder();
  const bin = `${at}/bin`;
  for (const name of ['bin', 'scratch', 'image/disk']) mkdirSync(`${at}/${name}`, { recursive: true });
  const raw = file(at, 'disk.raw', '');
  writeFileSync(raw, randomBytes(8 * mebibyte));
  // sfdisk keeps boot code; a fresh table needs an empty head.
  writeFileSync(raw, Buffer.concat([Buffer.alloc(512), readFileSync(raw).subarray(512)]));
  run('sh', [
    '-c',
    `printf 'label: dos\\nlabel-id: 0x1badf00d\\n2048,,L\\n' | sfdisk -q --wipe never ${raw}`,
  ]);
  run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, `${at}/image/disk/nixos.qcow2`]);
  file(bin, 'crane', `#!/bin/sh\nexec tar -C ${at}/image -cf - disk\n`, 0o755);
  const path = file(at, 'device', '');
  truncateSync(path, 16 * mebibyte);
  const image = readFileSync(raw);
  return {
    path,
    device: () => readFileSync(path),
    complete: () =>
      readFileSync(path).equals(Buffer.concat([image, Buffer.alloc(8 * mebibyte)])) && image[511] === 0xaa,
    poke(offset: number, text: string) {
      const handle = openSync(path, 'r+');
      writeSync(handle, text, offset);
      closeSync(handle);
    },
    failing(program: string, argument: string) {
      const real = run('sh', ['-c', `command -v ${program}`]).out.trim();
      file(
        bin,
        program,
        `#!/bin/sh\ncase "$*" in *"if="*"/head"*"${argument}"* | "${argument}"*) exit 9 ;; esac\nexec ${real} "$@"\n`,
        0o755,
      );
    },
    healthy: () => run('rm', ['-f', `${bin}/qemu-img`, `${bin}/dd`]),
    run(from = reference('a'), device = path) {
      const script = renderImportScript({ image: from, device, scratch: `${at}/scratch`, ...options });
      return run('sh', [file(at, 'import.sh', script)], bin);
    },
  };
}
