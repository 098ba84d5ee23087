/** `from` depends on `to`: `to` comes first. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** A graph with a cycle has no order. `cycle` starts and ends with the same node; each node depends on the next one. */
export class CycleError extends Error {
  override readonly name = 'CycleError';
  readonly cycle: readonly string[];

  constructor(cycle: readonly string[]) {
    super(`the dependencies form a cycle: ${cycle.join(' -> ')}; expected none; remove one of these edges`);
    this.cycle = cycle;
  }
}

/**
 * The nodes, each after everything it depends on, or one cycle as a true path whose first node is repeated at the end.
 *
 * Deterministic: nodes are placed in the order of `nodes`, each right after those of its dependencies that are not placed yet,
 * which are themselves taken in the order of `nodes`. The order of `edges` and repeated edges change nothing.
 * Throws an Error on a repeated node and on an edge that names an unknown one. O(nodes + edges), no recursion.
 */
export function topologicalOrder(
  nodes: readonly string[],
  edges: readonly Edge[],
): { readonly order: string[] } | { readonly cycle: string[] } {
  const graph = indexGraph(nodes, edges);
  const result = sortIndices(graph);
  const names = result.indices.map((index) => nodes[index]!);
  return result.cyclic ? { cycle: names } : { order: names };
}

/**
 * The edges that no other path implies: the smallest set with the same order. Sorted by `from`, then by `to`, in the order of
 * `nodes`; repeated edges appear once. Throws {@link CycleError} on a cycle, an Error as {@link topologicalOrder} does.
 * O(edges · nodes / 32) time, O(nodes) memory, no recursion.
 */
export function transitiveReduction(nodes: readonly string[], edges: readonly Edge[]): Edge[] {
  const graph = indexGraph(nodes, edges);
  const order = orderOf(nodes, graph);
  const position = new Int32Array(nodes.length);
  for (const [at, node] of order.entries()) position[node] = at;

  // Rows of bits: what each node reaches among the `blockSize` positions from `first` on. One block at a time keeps memory linear.
  const needed = new Uint8Array(graph.targets.length);
  const rows = new Uint32Array(nodes.length * rowLength);
  for (let first = 0; first < order.length; first += blockSize) {
    rows.fill(0, first * rowLength);
    for (let at = first; at < order.length; at++) {
      const node = order[at]!;
      const row = at * rowLength;
      const start = graph.offsets[node]!;
      const end = graph.offsets[node + 1]!;
      // Later nodes first: what they reach already needs no second look.
      for (let edge = end - 1; edge >= start; edge--) {
        const target = position[graph.targets[edge]!]!;
        const bit = target - first;
        // A target before the block reaches nothing in it: what it depends on stands before itself.
        if (bit < 0 || (bit < blockSize && (rows[row + (bit >>> 5)]! & (1 << (bit & 31))) !== 0)) continue;
        const other = target * rowLength;
        for (let word = 0; word < rowLength; word++) rows[row + word]! |= rows[other + word]!;
      }
      for (let edge = start; edge < end; edge++) {
        const bit = position[graph.targets[edge]!]! - first;
        if (bit >= 0 && bit < blockSize && (rows[row + (bit >>> 5)]! & (1 << (bit & 31))) === 0)
          needed[edge] = 1;
      }
      for (let edge = start; edge < end; edge++) {
        const bit = position[graph.targets[edge]!]! - first;
        if (bit >= 0 && bit < blockSize) rows[row + (bit >>> 5)]! |= 1 << (bit & 31);
      }
    }
  }
  return listEdges(nodes, graph).filter((_, edge) => needed[edge] === 1);
}

const rowLength = 32;
const blockSize = rowLength * 32;

/**
 * The nodes of a longest chain of dependencies, the one that must come first at the start; empty without nodes. Among equals, the
 * one that {@link topologicalOrder} completes first. Throws {@link CycleError} on a cycle, an Error as {@link topologicalOrder}
 * does. O(nodes + edges), no recursion.
 */
export function longestChain(nodes: readonly string[], edges: readonly Edge[]): string[] {
  const graph = indexGraph(nodes, edges);
  const length = new Int32Array(nodes.length);
  const next = new Int32Array(nodes.length).fill(-1);
  let last = -1;
  for (const node of orderOf(nodes, graph)) {
    length[node] = 1;
    for (let edge = graph.offsets[node]!; edge < graph.offsets[node + 1]!; edge++) {
      const target = graph.targets[edge]!;
      if (length[target]! < length[node]) continue;
      length[node] = length[target]! + 1;
      next[node] = target;
    }
    if (last < 0 || length[node] > length[last]!) last = node;
  }
  const chain: string[] = [];
  for (let node = last; node >= 0; node = next[node]!) chain.push(nodes[node]!);
  return chain.toReversed();
}

/**
 * Everything that the starts depend on, directly or through others, nearest first. A start is in it only when it lies on a cycle or
 * another start depends on it. Names without edges are fine. O(starts + edges), no recursion.
 */
export function reachable(starts: readonly string[], edges: readonly Edge[]): Set<string> {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = targets.get(from);
    if (known === undefined) targets.set(from, [to]);
    else known.push(to);
  }
  const reached = new Set<string>();
  const visit = (from: string): void => {
    for (const to of targets.get(from) ?? []) reached.add(to);
  };
  for (const start of new Set(starts)) visit(start);
  // A set yields what is added during the walk; a start met again only adds what is there already.
  for (const node of reached) visit(node);
  return reached;
}

/** Edges of a node are targets[offsets[node] .. offsets[node + 1]), ascending, without repetition. */
interface IndexedGraph {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

function indexGraph(nodes: readonly string[], edges: readonly Edge[]): IndexedGraph {
  const indices = new Map<string, number>();
  for (const [index, node] of nodes.entries()) {
    if (indices.has(node))
      throw new Error(`node ${JSON.stringify(node)} is listed twice; expected each node once`);
    indices.set(node, index);
  }
  const indexOf = (name: string, edge: Edge): number => {
    const index = indices.get(name);
    if (index !== undefined) return index;
    throw new Error(
      `edge ${edge.from} -> ${edge.to} names ${JSON.stringify(name)}, which is not a node; expected one of the nodes`,
    );
  };
  const from = new Int32Array(edges.length);
  const to = new Int32Array(edges.length);
  const every = new Int32Array(edges.length);
  for (const [at, edge] of edges.entries()) {
    from[at] = indexOf(edge.from, edge);
    to[at] = indexOf(edge.to, edge);
    every[at] = at;
  }
  // Two stable counting sorts, by target and then by source, leave each node's targets ascending.
  const byTarget = countingSort(every, to, nodes.length);
  const bySource = countingSort(byTarget, from, nodes.length);

  const offsets = new Int32Array(nodes.length + 1);
  const targets = new Int32Array(edges.length);
  let count = 0;
  let source = 0;
  for (const edge of bySource) {
    while (source < from[edge]!) offsets[++source] = count;
    const repeated = count > offsets[source]! && targets[count - 1] === to[edge];
    if (!repeated) targets[count++] = to[edge]!;
  }
  while (source < nodes.length) offsets[++source] = count;
  return { offsets, targets: targets.subarray(0, count) };
}

function countingSort(items: Int32Array, keys: Int32Array, size: number): Int32Array {
  const starts = new Int32Array(size + 1);
  for (const key of keys) starts[key + 1]!++;
  for (let key = 0; key < size; key++) starts[key + 1]! += starts[key]!;
  const sorted = new Int32Array(items.length);
  for (const item of items) sorted[starts[keys[item]!]!++] = item;
  return sorted;
}

/** Depth first with the path on an explicit stack: on meeting an open node again, the stack from it on is the cycle. */
function sortIndices(graph: IndexedGraph): { readonly cyclic: boolean; readonly indices: number[] } {
  const size = graph.offsets.length - 1;
  const cursor = graph.offsets.slice(0, size);
  const state = new Uint8Array(size);
  const order: number[] = [];
  const path: number[] = [];
  for (let root = 0; root < size; root++) {
    if (state[root] !== unseen) continue;
    path.push(root);
    state[root] = open;
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      const edge = cursor[node]!++;
      if (edge >= graph.offsets[node + 1]!) {
        state[node] = placed;
        order.push(node);
        path.pop();
        continue;
      }
      const target = graph.targets[edge]!;
      if (state[target] === open)
        return { cyclic: true, indices: [...path.slice(path.indexOf(target)), target] };
      if (state[target] === unseen) {
        path.push(target);
        state[target] = open;
      }
    }
  }
  return { cyclic: false, indices: order };
}

const unseen = 0;
const open = 1;
const placed = 2;

function orderOf(nodes: readonly string[], graph: IndexedGraph): number[] {
  const result = sortIndices(graph);
  if (result.cyclic) throw new CycleError(result.indices.map((index) => nodes[index]!));
  return result.indices;
}

function listEdges(nodes: readonly string[], graph: IndexedGraph): Edge[] {
  const edges: Edge[] = [];
  for (const [index, from] of nodes.entries()) {
    for (let edge = graph.offsets[index]!; edge < graph.offsets[index + 1]!; edge++) {
      edges.push({ from, to: nodes[graph.targets[edge]!]! });
    }
  }
  return edges;
}
