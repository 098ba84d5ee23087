import { factsOf } from '../../model/index.ts';
import type {
  BgpSession,
  BgpSpeaker,
  DeclaredFact,
  IpRange,
  PrefixFilter,
  Repository,
} from '../../model/index.ts';

/** A speaker with everything that constructs tell of it; a router at the edge is described by each of its neighbours. */
export interface Speaker {
  readonly name: string;
  readonly asn: number;
  readonly nodes: number;
  readonly addresses: readonly IpRange[];
  readonly originates: readonly PrefixFilter[];
  readonly sessions: readonly DeclaredSession[];
  readonly declared: readonly DeclaredFact<BgpSpeaker>[];
}

/** One end of a session and who told of it. */
export interface DeclaredSession {
  readonly session: BgpSession;
  readonly declared: DeclaredFact<BgpSpeaker>;
}

const cache = new WeakMap<Repository, ReadonlyMap<string, Speaker>>();

/** All speakers by name, in order of declaration. */
export function speakersOf(repository: Repository): ReadonlyMap<string, Speaker> {
  let speakers = cache.get(repository);
  if (speakers === undefined) {
    speakers = build(factsOf(repository, 'bgp'));
    cache.set(repository, speakers);
  }
  return speakers;
}

function build(facts: readonly DeclaredFact<BgpSpeaker>[]): ReadonlyMap<string, Speaker> {
  const byName = new Map<string, [DeclaredFact<BgpSpeaker>, ...DeclaredFact<BgpSpeaker>[]]>();
  for (const declared of facts) {
    const list = byName.get(declared.fact.name);
    if (list === undefined) byName.set(declared.fact.name, [declared]);
    else list.push(declared);
  }
  const speakers = new Map<string, Speaker>();
  for (const [name, declared] of byName) {
    speakers.set(name, {
      name,
      asn: declared[0].fact.asn,
      nodes: Math.max(...declared.map(({ fact }) => fact.nodes)),
      addresses: declared.flatMap(({ fact }) => fact.addresses),
      originates: declared.flatMap(({ fact }) => fact.originates),
      sessions: declared.flatMap((one) => one.fact.sessions.map((session) => ({ session, declared: one }))),
      declared,
    });
  }
  return speakers;
}

/** What `from` is configured for towards `to`, or nothing. */
export function sessionTo(from: Speaker, to: Speaker): BgpSession | undefined {
  return from.sessions.find(({ session }) => session.peer === to.name)?.session;
}
