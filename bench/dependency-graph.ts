import { type Edge, longestChain, topologicalOrder, transitiveReduction } from '../src/graph/graph.ts';
import { milliseconds, median, type MeasureOptions, type Row, takeTurns } from './measure.ts';

/** Order, reduction and longest chain of 1,000 Kustomizations, in the shapes that defeat naive graphs. */
export async function measureDependencyGraph({ rounds }: MeasureOptions): Promise<readonly Row[]> {
  const size = 1000;
  const nodes = Array.from({ length: size }, (_, index) => `layer-${index}`);
  const from = (make: (index: number) => readonly number[]): Edge[] =>
    nodes.flatMap((node, index) => make(index).map((target) => ({ from: node, to: nodes[target]! })));
  const shapes: Readonly<Record<string, readonly Edge[]>> = {
    'one chain': from((index) => (index > 0 ? [index - 1] : [])),
    // Two nodes a layer, each on both of the layer below: 2^500 paths.
    'a ladder, 2 wide': from((index) =>
      index < 2 ? [] : [index - (index % 2) - 2, index - (index % 2) - 1],
    ),
    'every node on every earlier one': from((index) =>
      Array.from({ length: index }, (_, target) => target),
    ).filter(({ from: node }) => Number(node.slice('layer-'.length)) % 10 === 0),
  };
  const rows: Row[] = [];
  for (const [shape, edges] of Object.entries(shapes)) {
    const run = (): void => {
      topologicalOrder(nodes, edges);
      transitiveReduction(nodes, edges);
      longestChain(nodes, edges);
    };
    const times = await takeTurns(rounds, { graph: { run } });
    rows.push({
      name: `graph: ${shape}`,
      value: median(times('graph')),
      unit: 'ms',
      target: 50,
      detail: `${size} nodes, ${edges.length} edges: ${milliseconds(times('graph'))}`,
    });
  }
  return rows;
}
