import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderNftables } from '../../../src/guest/nftables.ts';
import { renderSysctl } from '../../../src/guest/sysctl.ts';
import { router } from '../../guest/fixtures.ts';
import { type Outcome, file, folder, needs, run } from '../programs.ts';

const [bridge, gateway, client, node] = [space('bridge'), space('router'), space('client'), space('node')];
const spaces = [bridge, gateway, client, node];
const vip = '10.42.66.201';
let server: ReturnType<typeof spawn> | undefined;

/** A load balancer address inside the network of its own clients: request through the router, answer past it. */
describe('a load balancer address inside the node network', () => {
  const ready = ['ip', 'nft', 'sysctl'].every(
    (program) => run('sh', ['-c', `command -v ${program}`]).status === 0,
  );

  beforeAll(() => {
    if (!ready || process.getuid?.() !== 0) return;
    const script = [
      ...spaces.map((each) => `ip netns add ${each} && ip -n ${each} link set lo up`),
      `ip -n ${bridge} link add br66 type bridge && ip -n ${bridge} link set br66 up`,
      ...[
        [gateway, 'v66', '10.42.66.1'],
        [client, 'eth0', '10.42.66.50'],
        [node, 'eth0', '10.42.66.131'],
      ].map(
        (
          [namespace, name, address],
          index,
        ) => `ip link add ${name} netns ${namespace} type veth peer name p${index} netns ${bridge}
ip -n ${bridge} link set p${index} master br66 up
ip -n ${namespace} address add ${address}/24 dev ${name}
ip -n ${namespace} link set ${name} up`,
      ),
      // Like Cilium, the node serves the address without ARP of any kind for it: no answer, and no request in its name.
      `ip netns exec ${node} sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2`,
      `ip -n ${node} address add ${vip}/32 dev lo`,
      `ip -n ${gateway} route add ${vip}/32 via 10.42.66.131`,
    ].join('\n');
    const { status, out } = run('sh', ['-euc', script]);
    if (status !== 0) throw new Error(out);
    const listen = `require('http').createServer((q, r) => r.end('x'.repeat(200000))).listen(80, '${vip}')`;
    server = spawn('ip', ['netns', 'exec', node, process.execPath, '-e', listen], { stdio: 'ignore' });
  });

  afterAll(() => {
    server?.kill();
    for (const each of spaces) run('ip', ['netns', 'del', each]);
  });

  it('is reached through the rendered settings, and not with connection tracking first', (context) => {
    needs(context, 'root', 'ip', 'nft', 'sysctl');
    const at = folder();
    const get = `fetch('http://${vip}/', { signal: AbortSignal.timeout(4000) }).then((r) => r.text()).then((t) => console.log(t.length))`;
    const inClient = () => run('ip', ['netns', 'exec', client, process.execPath, '-e', get]);

    expect(inClient().status).not.toBe(0);

    expect(inRouter('nft', '-f', file(at, 'rules', renderNftables(router))).status).toBe(0);
    expect(inRouter('sysctl', '-p', file(at, 'sysctl', renderSysctl(router)))).toMatchObject({ status: 0 });
    expect(inClient()).toMatchObject({ status: 0, out: '200000\n' });

    const accept = '\t\tiifname "v66" oifname "v66" accept\n';
    const tracked = '\t\tct state established,related accept\n\t\tct state invalid drop\n';
    const rules = renderNftables(router);
    const wrong = rules.replace(accept + tracked, tracked + accept);
    expect(wrong).not.toBe(rules);
    expect(inRouter('nft', '-f', file(at, 'wrong', wrong)).status).toBe(0);
    expect(inClient().status).not.toBe(0);
  });
});

function inRouter(...command: readonly string[]): Outcome {
  return run('ip', ['netns', 'exec', gateway, ...command]);
}

function space(name: string): string {
  return `guest-${name}-${process.pid}`;
}
