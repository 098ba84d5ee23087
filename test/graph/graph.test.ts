import { describe, expect, it } from 'vitest';
import {
  CycleError,
  type Edge,
  longestChain,
  reachable,
  topologicalOrder,
  transitiveReduction,
} from '../../src/graph/graph.ts';

describe('topologicalOrder', () => {
  it('puts dependencies first and otherwise keeps the order of the nodes', () => {
    expect(topologicalOrder(['d', 'a', 'c', 'b'], edges('d>b', 'd>a', 'b>c'))).toEqual({
      order: ['a', 'c', 'b', 'd'],
    });
    expect(topologicalOrder(['z', 'a'], [])).toEqual({ order: ['z', 'a'] });
    expect(topologicalOrder([], [])).toEqual({ order: [] });
  });

  it('holds every edge, whatever the order and repetition of the edges', () => {
    const random = seeded(1);
    for (let round = 0; round < 300; round++) {
      const graph = randomGraph(random, false);
      const result = topologicalOrder(graph.nodes, graph.edges);
      if (!('order' in result)) throw new Error(`a cycle where there is none: ${result.cycle.join(' ')}`);
      expect(result.order.toSorted()).toEqual(graph.nodes.toSorted());
      const position = new Map(result.order.map((node, at) => [node, at]));
      for (const { from, to } of graph.edges) expect(position.get(to)).toBeLessThan(position.get(from)!);
      const mixed = shuffle(random, [...graph.edges, ...graph.edges]);
      expect(topologicalOrder(graph.nodes, mixed)).toEqual(result);
    }
  });

  it('reports a cycle as a path along real edges, and only when there is one', () => {
    const random = seeded(2);
    let cycles = 0;
    for (let round = 0; round < 300; round++) {
      const graph = randomGraph(random, true);
      const result = topologicalOrder(graph.nodes, graph.edges);
      const cyclic = graph.nodes.some((node) => reachable([node], graph.edges).has(node));
      expect('cycle' in result).toBe(cyclic);
      if (!('cycle' in result)) continue;
      cycles++;
      const known = new Set(graph.edges.map(({ from, to }) => `${from}>${to}`));
      for (let at = 1; at < result.cycle.length; at++)
        expect(known).toContain(`${result.cycle[at - 1]}>${result.cycle[at]}`);
      expect(result.cycle.at(-1)).toBe(result.cycle[0]);
      expect(new Set(result.cycle).size).toBe(result.cycle.length - 1);
      expect(topologicalOrder(graph.nodes, shuffle(random, graph.edges))).toEqual(result);
    }
    expect(cycles).toBeGreaterThan(50);
  });

  it('reports a node that depends on itself, and leaves out what only leads to the cycle', () => {
    expect(topologicalOrder(['a'], edges('a>a'))).toEqual({ cycle: ['a', 'a'] });
    expect(topologicalOrder(['a', 'b', 'c', 'd'], edges('a>b', 'b>c', 'c>d', 'd>b'))).toEqual({
      cycle: ['b', 'c', 'd', 'b'],
    });
  });

  it('refuses a repeated node and an unknown one', () => {
    expect(() => topologicalOrder(['a', 'a'], [])).toThrow('node "a" is listed twice');
    expect(() => topologicalOrder(['a'], edges('a>b'))).toThrow('edge a -> b names "b", which is not a node');
  });
});

describe('transitiveReduction', () => {
  it('drops an edge that a longer path implies', () => {
    expect(transitiveReduction(['a', 'b', 'c'], edges('a>c', 'a>b', 'b>c', 'a>b'))).toEqual(
      edges('a>b', 'b>c'),
    );
  });

  it('keeps what is reachable, and no edge of it can go', () => {
    const random = seeded(3);
    for (let round = 0; round < 150; round++) {
      const graph = randomGraph(random, false);
      const reduced = transitiveReduction(graph.nodes, graph.edges);
      for (const node of graph.nodes) {
        expect([...reachable([node], reduced)].toSorted()).toEqual(
          [...reachable([node], graph.edges)].toSorted(),
        );
      }
      for (const edge of reduced) {
        const without = reduced.filter((other) => other !== edge);
        expect(reachable([edge.from], without).has(edge.to)).toBe(false);
      }
      expect(transitiveReduction(graph.nodes, shuffle(random, graph.edges))).toEqual(reduced);
    }
  });

  it('is right across the borders of its blocks', () => {
    const { nodes, edges: chain } = chainOf(2500);
    const far = [0, 1, 1022, 1023, 1024, 1025, 2047, 2048, 2049, 2499].flatMap((low, _, all) =>
      all.filter((high) => high > low + 1).map((high) => ({ from: nodes[high]!, to: nodes[low]! })),
    );
    expect(transitiveReduction(nodes, [...far, ...chain])).toEqual(chain);
    expect(transitiveReduction(nodes, [{ from: nodes[2499]!, to: nodes[0]! }])).toHaveLength(1);
  });

  it('throws the cycle', () => {
    expect(() => transitiveReduction(['a', 'b'], edges('a>b', 'b>a'))).toThrow(
      new CycleError(['a', 'b', 'a']),
    );
  });
});

describe('longestChain', () => {
  it('starts with what comes first', () => {
    expect(
      longestChain(['apps', 'crds', 'net', 'x'], edges('apps>net', 'net>crds', 'apps>crds', 'x>crds')),
    ).toEqual(['crds', 'net', 'apps']);
    expect(longestChain([], [])).toEqual([]);
    expect(longestChain(['b', 'a'], [])).toEqual(['b']);
  });

  it('is a path along real edges that no other path exceeds', () => {
    const random = seeded(4);
    for (let round = 0; round < 150; round++) {
      const graph = randomGraph(random, false);
      const chain = longestChain(graph.nodes, graph.edges);
      const known = new Set(graph.edges.map(({ from, to }) => `${from}>${to}`));
      for (let at = 1; at < chain.length; at++) expect(known).toContain(`${chain[at]}>${chain[at - 1]}`);
      expect(chain).toHaveLength(deepest(graph));
    }
  });

  it('throws the cycle', () => {
    expect(() => longestChain(['a'], edges('a>a'))).toThrow(CycleError);
  });
});

describe('reachable', () => {
  it('holds a start only when something leads back to it', () => {
    const graph = edges('a>b', 'b>c', 'c>b', 'd>a');
    expect([...reachable(['a'], graph)]).toEqual(['b', 'c']);
    expect([...reachable(['b'], graph)]).toEqual(['c', 'b']);
    expect([...reachable(['d', 'a'], graph)]).toEqual(['a', 'b', 'c']);
    expect([...reachable(['nowhere'], graph)]).toEqual([]);
  });
});

describe('large graphs', () => {
  it('takes a chain of 100,000 nodes without recursion', () => {
    const { nodes, edges: chain } = chainOf(100_000);
    expect(topologicalOrder(nodes.toReversed(), chain)).toEqual({ order: nodes });
    expect(longestChain(nodes, chain)).toEqual(nodes);
    expect(reachable([nodes.at(-1)!], chain).size).toBe(99_999);
    expect(transitiveReduction(nodes, chain)).toEqual(chain);
    const closed = topologicalOrder(nodes, [...chain, { from: nodes[0]!, to: nodes.at(-1)! }]);
    expect('cycle' in closed && closed.cycle.length).toBe(100_001);
  });
});

interface Graph {
  readonly nodes: string[];
  readonly edges: Edge[];
}

function edges(...texts: string[]): Edge[] {
  return texts.map((text) => ({ from: text.split('>')[0]!, to: text.split('>')[1]! }));
}

function chainOf(size: number): Graph {
  const nodes = Array.from({ length: size }, (_, index) => `n${index}`);
  return { nodes, edges: nodes.slice(1).map((from, index) => ({ from, to: nodes[index]! })) };
}

function randomGraph(random: () => number, cyclic: boolean): Graph {
  const size = 1 + Math.floor(random() * 14);
  const nodes = Array.from({ length: size }, (_, index) => `n${index}`);
  const density = random();
  const list: Edge[] = [];
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (random() < (cyclic ? density * 0.2 : density) && (cyclic || to < from))
        list.push({ from: nodes[from]!, to: nodes[to]! });
    }
  }
  return { nodes: shuffle(random, nodes), edges: shuffle(random, list) };
}

/** Longest path by trying every edge again until nothing grows: slow, and plainly right. */
function deepest(graph: Graph): number {
  const depth = new Map(graph.nodes.map((node) => [node, 1]));
  for (let grown = true; grown;) {
    grown = false;
    for (const { from, to } of graph.edges) {
      if (depth.get(to)! + 1 <= depth.get(from)!) continue;
      depth.set(from, depth.get(to)! + 1);
      grown = true;
    }
  }
  return Math.max(...depth.values());
}

function shuffle<T>(random: () => number, items: readonly T[]): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
