import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { speakersOf } from './speakers.ts';
import type { Speaker } from './speakers.ts';

/** FRR's own limit of dynamic neighbours, counted over the whole instance. */
const DEFAULT_LIMIT = 100;

/** A router accepts as many dynamic neighbours as there can be. */
export const bgpListenLimit: Rule = {
  code: 'bgp/listen-limit',
  title: 'the listen limit allows for every node',
  why:
    'FRR turns away dynamic neighbours above `bgp listen limit` (100 by default, over all peer groups together), so the ' +
    'nodes that an autoscaler adds last announce nothing.',
  *validate(repository) {
    const speakers = speakersOf(repository);
    for (const speaker of speakers.values()) {
      const listening = speaker.sessions.filter(({ session }) => session.listen !== undefined);
      const [first] = listening;
      if (first === undefined) continue;
      const nodes = listening.reduce((sum, { session }) => sum + nodesOf(speakers.get(session.peer)), 0);
      const limit = Math.max(...listening.map(({ session }) => session.listenLimit ?? DEFAULT_LIMIT));
      if (nodes <= limit) continue;
      yield {
        code: bgpListenLimit.code,
        message: `${speaker.name} accepts fewer BGP neighbours than there may be nodes`,
        ...from(first.declared),
        got: String(limit),
        expected: `at least ${nodes}`,
        fix: 'raise the limit, or lower maxNodes of the clusters',
      };
    }
  },
};

function nodesOf(peer: Speaker | undefined): number {
  return peer?.nodes ?? 0;
}
