import type { Finding, PrefixFilter } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { formatFilter, lets, letsDefault } from './prefixes.ts';
import { sessionTo, speakersOf } from './speakers.ts';
import type { Speaker } from './speakers.ts';

/** What starts at a cluster reaches every router on the way up. */
export const bgpPrefixFiltered: Rule = {
  code: 'bgp/prefix-filtered',
  title: 'announced prefixes pass every filter on the way to the upstream router',
  why:
    'A prefix that one router on the way filters is unreachable from behind it, while every session looks healthy: the ' +
    'load-balancer address answers in the VLAN and nowhere else.',
  *validate(repository) {
    const speakers = speakersOf(repository);
    for (const origin of speakers.values()) {
      for (const prefix of origin.originates) yield* follow(origin, prefix, speakers);
    }
  },
};

/** Follows one prefix from router to router, each visited once; a hop that refuses it is reported and not followed. */
function* follow(
  origin: Speaker,
  prefix: PrefixFilter,
  speakers: ReadonlyMap<string, Speaker>,
): Iterable<Finding> {
  const reached = new Set([origin]);
  for (const speaker of reached) {
    for (const { session } of speaker.sessions) {
      const next = speakers.get(session.peer);
      const back = next === undefined ? undefined : sessionTo(next, speaker);
      // One-sided sessions are reported as such; a speaker that takes its default route from here is not on the way up.
      if (next === undefined || back === undefined || !isRouter(next) || reached.has(next)) continue;
      if (letsDefault(session.announces) || letsDefault(back.accepts)) continue;
      if (!lets(session.announces, prefix)) yield refused(origin, prefix, speaker, 'does not announce', next);
      else if (!lets(back.accepts, prefix)) yield refused(origin, prefix, next, 'does not accept', speaker);
      else reached.add(next);
    }
  }
}

/** Clusters end the way: Cilium passes no routes on. */
function isRouter(speaker: Speaker): boolean {
  return speaker.nodes === 1;
}

function refused(origin: Speaker, prefix: PrefixFilter, at: Speaker, does: string, other: Speaker): Finding {
  const { session, declared } = at.sessions.find((one) => one.session.peer === other.name)!;
  const list = does === 'does not announce' ? session.announces : session.accepts;
  return {
    code: bgpPrefixFiltered.code,
    message: `${at.name} ${does} a prefix of ${origin.name} ${does === 'does not announce' ? 'to' : 'from'} ${other.name}`,
    ...from(declared),
    got: list === undefined || list.length === 0 ? 'nothing' : list.map(formatFilter).join(', '),
    expected: formatFilter(prefix),
    fix: `add ${origin.name} to the clusters of ${at.name}, or widen the filter`,
  };
}
