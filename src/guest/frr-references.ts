export interface FrrReference {
  readonly kind: 'route-map' | 'prefix-list' | 'peer-group';
  readonly name: string;
  /** First line that refers to it, counted from 1. */
  readonly line: number;
}

/**
 * References of an FRR configuration that nothing in it defines, in order of appearance. `vtysh -C` accepts such a file
 * (FRR 8.4), and what a session then lets through depends on the kind of reference.
 */
export function frrReferences(text: string): FrrReference[] {
  const lines = text.split('\n');
  const defined = new Set<string>();
  for (const line of lines) {
    for (const { kind, pattern } of definitions) {
      const name = pattern.exec(line)?.[1];
      if (name !== undefined) defined.add(`${kind} ${name}`);
    }
  }
  const missing = new Map<string, FrrReference>();
  for (const [index, line] of lines.entries()) {
    for (const { kind, definedAs, pattern } of references) {
      const name = pattern.exec(line)?.[1];
      const key = `${definedAs} ${name ?? ''}`;
      if (name !== undefined && !defined.has(key) && !missing.has(key))
        missing.set(key, { kind, name, line: index + 1 });
    }
  }
  return [...missing.values()];
}

const definitions = [
  { kind: 'route-map', pattern: /^\s*route-map (\S+) (?:permit|deny) \d+/ },
  { kind: 'ip prefix-list', pattern: /^\s*ip prefix-list (\S+) seq \d+/ },
  { kind: 'ipv6 prefix-list', pattern: /^\s*ipv6 prefix-list (\S+) seq \d+/ },
  { kind: 'peer-group', pattern: /^\s*neighbor (\S+) peer-group\s*$/ },
];

const references = [
  { kind: 'route-map', definedAs: 'route-map', pattern: /^\s*neighbor \S+ route-map (\S+) (?:in|out)\s*$/ },
  {
    kind: 'route-map',
    definedAs: 'route-map',
    pattern: /^\s*(?:network|redistribute|neighbor \S+ default-originate) .*?route-map (\S+)/,
  },
  {
    kind: 'prefix-list',
    definedAs: 'ip prefix-list',
    pattern: /^\s*match ip (?:address|next-hop) prefix-list (\S+)/,
  },
  {
    kind: 'prefix-list',
    definedAs: 'ipv6 prefix-list',
    pattern: /^\s*match ipv6 (?:address|next-hop) prefix-list (\S+)/,
  },
  {
    kind: 'prefix-list',
    definedAs: 'ip prefix-list',
    pattern: /^\s*neighbor [\d.]+ prefix-list (\S+) (?:in|out)/,
  },
  { kind: 'peer-group', definedAs: 'peer-group', pattern: /^\s*bgp listen range \S+ peer-group (\S+)/ },
  { kind: 'peer-group', definedAs: 'peer-group', pattern: /^\s*neighbor \S+ peer-group (\S+)/ },
] as const;
