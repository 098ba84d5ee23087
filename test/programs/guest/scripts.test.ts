import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bootScripts } from '../../../src/guest/boot-script.ts';
import { extendGuest } from '../../../src/guest/guest-config.ts';
import { k3sJoinScript } from '../../../src/guest/k3s-join.ts';
import { k3sServer } from '../../../src/guest/k3s.ts';
import { nodePasswordScript } from '../../../src/guest/node-password.ts';
import { cluster } from '../../guest/fixtures.ts';
import { file, folder, needs, run } from '../programs.ts';

describe('nodePasswordScript', () => {
  it.each(['short', 'x'.repeat(64), 'long '.repeat(40), 'zero\0byte\n'])(
    'is HMAC-SHA256 under %j',
    (secret) => {
      const { status, target } = derive(secret, 'Srvlab-Workers-x7k2p\n');
      const expected = createHmac('sha256', secret).update('srvlab-workers-x7k2p').digest('hex');
      expect(status).toBe(0);
      expect(readFileSync(target, 'utf8')).toBe(`${expected}\n`);
      expect(statSync(target).mode & 0o777).toBe(0o600);
    },
  );

  it('keeps a password that the server may already know', () => {
    const at = folder();
    const { target } = derive('one', 'node', at);
    const before = readFileSync(target, 'utf8');
    derive('two', 'node', at);
    expect(readFileSync(target, 'utf8')).toBe(before);
  });

  it.each(['localhost', 'nixos', ''])('fails while the machine is called %j', (hostname) => {
    const { status, target } = derive('secret', hostname);
    expect(status).toBe(1);
    expect(existsSync(target)).toBe(false);
  });
});

describe('k3sJoinScript', () => {
  it('makes a cluster when nobody answers', () => {
    expect(decide('')).toBe('cluster-init: true');
  });

  it('joins when a supervisor answers', () => {
    expect(decide('pong')).toBe('server: https://vip:6443');
  });

  it('asks nobody once etcd has data', () => {
    expect(decide('pong', 'mkdir -p DATA/server/db/etcd/member')).toBe('cluster-init: true');
  });
});

describe('bootScripts', () => {
  it('put every file in place with its mode when a shell runs them', (context) => {
    needs(context, 'root', 'unshare');
    const parts = k3sServer({ cluster, first: true, manifests: { 'a.yaml': 'price: $5 `x`\n' } });
    const { secretDisks: _, ...guest } = extendGuest({ hostname: { fixed: 'cp-1' } }, parts);
    const bin = folder();
    file(bin, 'systemctl', '#!/bin/sh\necho "systemctl $*"\n', 0o755);
    const script = file(folder(), 'boot', bootScripts(guest).join(''));
    const inside = `mount -t tmpfs none /run && mkdir -p /run/up /run/work
mount -t overlay none -o lowerdir=/etc,upperdir=/run/up,workdir=/run/work /etc && mount -t tmpfs none /var/lib
sh ${script}
stat -c '%a %U %n' /etc/rancher/k3s/config.yaml /run/guest/node-password /run/systemd/system/k3s.service.d/50-guest.conf
cat /var/lib/rancher/k3s/server/manifests/a.yaml`;
    const { status, out } = run('unshare', ['-m', 'sh', '-c', inside], bin);
    expect({ status, out }).toMatchObject({ status: 0 });
    expect(out.trim().split('\n')).toEqual([
      'systemctl daemon-reload',
      'systemctl --no-block restart k3s.service',
      '600 root /etc/rancher/k3s/config.yaml',
      '700 root /run/guest/node-password',
      '644 root /run/systemd/system/k3s.service.d/50-guest.conf',
      'price: $5 `x`',
    ]);
  });
});

function derive(secret: string, hostname: string, at = folder()): { status: number | null; target: string } {
  const target = `${at}/node/password`;
  const paths = {
    secret: file(at, 'secret', secret),
    hostname: file(at, 'hostname', hostname),
    password: target,
  };
  return { status: run('sh', [file(at, 'script', nodePasswordScript(paths))]).status, target };
}

function decide(answer: string, prepare = ''): string {
  const at = folder();
  const bin = folder();
  file(bin, 'curl', `#!/bin/sh\nprintf %s '${answer}'\n`, 0o755);
  const paths = { server: 'https://vip:6443', config: `${at}/join.yaml`, dataDir: at, attempts: 1 };
  // The script fixes its own search path, so the recorder goes in front of that.
  const text = k3sJoinScript(paths).replace('PATH=', `PATH=${bin}:`).replace('sleep 3', ':');
  expect(run('sh', ['-c', `${prepare.replaceAll('DATA', at)}\nsh ${file(at, 'script', text)}`]).status).toBe(
    0,
  );
  return readFileSync(paths.config, 'utf8').trim();
}
