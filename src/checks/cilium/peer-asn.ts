import { at, contains, factsOf, listAt, textAt } from '../../model/index.ts';
import type { Json, Repository } from '../../model/index.ts';
import { speakersOf } from '../bgp/speakers.ts';
import type { Speaker } from '../bgp/speakers.ts';
import { indexOf } from '../object-index.ts';
import { readAddresses } from '../read-address.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Peers that are written by hand have the numbers of the routers at their addresses. */
export const ciliumPeerAsn: Rule = {
  code: 'cilium/peer-asn',
  title: 'a peer of Cilium has the AS number of the router at its address',
  why:
    'Cilium closes a session whose other end has another number than peerASN (RFC 4271, 6.2); 0 or no number takes any. ' +
    'Nothing is announced, and only the state of the CiliumBGPNodeConfig tells.',
  *validate(repository) {
    const described = new Set(factsOf(repository, 'bgp').map(({ cluster }) => cluster));
    for (const object of indexOf(repository).byKind('cilium.io', 'CiliumBGPClusterConfig')) {
      // A cluster that is described as a speaker is compared with its peers there.
      if (described.has(object.cluster)) continue;
      for (const [i, instance] of listAt(object.manifest, 'spec', 'bgpInstances').entries()) {
        for (const [j, peer] of listAt(instance, 'peers').entries()) {
          const router = routerAt(repository, peer);
          const asn = at(peer, 'peerASN') ?? 0;
          if (router === undefined || asn === 0 || asn === router.asn) continue;
          yield {
            code: ciliumPeerAsn.code,
            message: `${router.name} has another AS number`,
            ...where(object),
            field: `spec.bgpInstances[${i}].peers[${j}].peerASN`,
            got: JSON.stringify(asn),
            expected: String(router.asn),
            fix: `take the number of ${router.name}, or use CiliumBgp with its handle`,
          };
        }
      }
    }
  },
};

function routerAt(repository: Repository, peer: Json): Speaker | undefined {
  const address = readAddresses(textAt(peer, 'peerAddress') ?? '');
  if (address === undefined) return undefined;
  return [...speakersOf(repository).values()].find(
    (speaker) => speaker.nodes === 1 && speaker.addresses.some((own) => contains(own, address)),
  );
}
